use super::desk::Desk;
use sangfroid::domain::text::Lang;
#[test]
fn show() {
    for (lang, w, h) in [(Lang::En, 80, 24), (Lang::Fr, 80, 24), (Lang::En, 120, 40)] {
        let mut desk = Desk::first_hour(lang).sized(w, h);
        println!("{}", desk.golden());
        desk.done();
        println!("{}", desk.golden());
    }
}
