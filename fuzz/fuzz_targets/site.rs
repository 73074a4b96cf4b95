#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sangfroid_fuzz::targets::site(bytes));
