// Written by make-assets.sh.
#include "CPageAssets.h"
#pragma clang diagnostic ignored "-Wc23-extensions"
static const unsigned char plain0[] = {
#embed "page/account.js"
};
static const unsigned char gzip0[] = {
#embed "page/account.js.gz"
};
static const unsigned char plain1[] = {
#embed "page/address.js"
};
static const unsigned char gzip1[] = {
#embed "page/address.js.gz"
};
static const unsigned char plain2[] = {
#embed "page/api.js"
};
static const unsigned char gzip2[] = {
#embed "page/api.js.gz"
};
static const unsigned char plain3[] = {
#embed "page/app.js"
};
static const unsigned char gzip3[] = {
#embed "page/app.js.gz"
};
static const unsigned char plain4[] = {
#embed "page/calls/again.js"
};
static const unsigned char gzip4[] = {
#embed "page/calls/again.js.gz"
};
static const unsigned char plain5[] = {
#embed "page/calls/events.js"
};
static const unsigned char gzip5[] = {
#embed "page/calls/events.js.gz"
};
static const unsigned char plain6[] = {
#embed "page/calls/list.js"
};
static const unsigned char gzip6[] = {
#embed "page/calls/list.js.gz"
};
static const unsigned char plain7[] = {
#embed "page/calls/model.js"
};
static const unsigned char gzip7[] = {
#embed "page/calls/model.js.gz"
};
static const unsigned char plain8[] = {
#embed "page/calls/record.js"
};
static const unsigned char gzip8[] = {
#embed "page/calls/record.js.gz"
};
static const unsigned char plain9[] = {
#embed "page/calls/row.js"
};
static const unsigned char gzip9[] = {
#embed "page/calls/row.js.gz"
};
static const unsigned char plain10[] = {
#embed "page/calls/rows.js"
};
static const unsigned char gzip10[] = {
#embed "page/calls/rows.js.gz"
};
static const unsigned char plain11[] = {
#embed "page/calls/states.js"
};
static const unsigned char gzip11[] = {
#embed "page/calls/states.js.gz"
};
static const unsigned char plain12[] = {
#embed "page/chips.js"
};
static const unsigned char gzip12[] = {
#embed "page/chips.js.gz"
};
static const unsigned char plain13[] = {
#embed "page/connection.js"
};
static const unsigned char gzip13[] = {
#embed "page/connection.js.gz"
};
static const unsigned char plain14[] = {
#embed "page/day.js"
};
static const unsigned char gzip14[] = {
#embed "page/day.js.gz"
};
static const unsigned char plain15[] = {
#embed "page/dialog.js"
};
static const unsigned char gzip15[] = {
#embed "page/dialog.js.gz"
};
static const unsigned char plain16[] = {
#embed "page/dom.js"
};
static const unsigned char gzip16[] = {
#embed "page/dom.js.gz"
};
static const unsigned char plain17[] = {
#embed "page/filters.js"
};
static const unsigned char gzip17[] = {
#embed "page/filters.js.gz"
};
static const unsigned char plain18[] = {
#embed "page/form/clash.js"
};
static const unsigned char gzip18[] = {
#embed "page/form/clash.js.gz"
};
static const unsigned char plain19[] = {
#embed "page/form/combobox.js"
};
static const unsigned char gzip19[] = {
#embed "page/form/combobox.js.gz"
};
static const unsigned char plain20[] = {
#embed "page/form/controls.js"
};
static const unsigned char gzip20[] = {
#embed "page/form/controls.js.gz"
};
static const unsigned char plain21[] = {
#embed "page/form/details.js"
};
static const unsigned char gzip21[] = {
#embed "page/form/details.js.gz"
};
static const unsigned char plain22[] = {
#embed "page/form/drafts.js"
};
static const unsigned char gzip22[] = {
#embed "page/form/drafts.js.gz"
};
static const unsigned char plain23[] = {
#embed "page/form/fields.js"
};
static const unsigned char gzip23[] = {
#embed "page/form/fields.js.gz"
};
static const unsigned char plain24[] = {
#embed "page/form/form.js"
};
static const unsigned char gzip24[] = {
#embed "page/form/form.js.gz"
};
static const unsigned char plain25[] = {
#embed "page/form/frame.js"
};
static const unsigned char gzip25[] = {
#embed "page/form/frame.js.gz"
};
static const unsigned char plain26[] = {
#embed "page/form/working.js"
};
static const unsigned char gzip26[] = {
#embed "page/form/working.js.gz"
};
static const unsigned char plain27[] = {
#embed "page/handed.js"
};
static const unsigned char gzip27[] = {
#embed "page/handed.js.gz"
};
static const unsigned char plain28[] = {
#embed "page/icon.svg"
};
static const unsigned char gzip28[] = {
#embed "page/icon.svg.gz"
};
static const unsigned char plain29[] = {
#embed "page/keyboard.js"
};
static const unsigned char gzip29[] = {
#embed "page/keyboard.js.gz"
};
static const unsigned char plain30[] = {
#embed "page/live.js"
};
static const unsigned char gzip30[] = {
#embed "page/live.js.gz"
};
static const unsigned char plain31[] = {
#embed "page/memory.js"
};
static const unsigned char gzip31[] = {
#embed "page/memory.js.gz"
};
static const unsigned char plain32[] = {
#embed "page/notice.js"
};
static const unsigned char gzip32[] = {
#embed "page/notice.js.gz"
};
static const unsigned char plain33[] = {
#embed "page/people.js"
};
static const unsigned char gzip33[] = {
#embed "page/people.js.gz"
};
static const unsigned char plain34[] = {
#embed "page/search.js"
};
static const unsigned char gzip34[] = {
#embed "page/search.js.gz"
};
static const unsigned char plain35[] = {
#embed "page/session.js"
};
static const unsigned char gzip35[] = {
#embed "page/session.js.gz"
};
static const unsigned char plain36[] = {
#embed "page/signal.js"
};
static const unsigned char gzip36[] = {
#embed "page/signal.js.gz"
};
static const unsigned char plain37[] = {
#embed "page/style/1-base.css"
};
static const unsigned char gzip37[] = {
#embed "page/style/1-base.css.gz"
};
static const unsigned char plain38[] = {
#embed "page/style/2-frame.css"
};
static const unsigned char gzip38[] = {
#embed "page/style/2-frame.css.gz"
};
static const unsigned char plain39[] = {
#embed "page/style/3-list.css"
};
static const unsigned char gzip39[] = {
#embed "page/style/3-list.css.gz"
};
static const unsigned char plain40[] = {
#embed "page/style/4-form.css"
};
static const unsigned char gzip40[] = {
#embed "page/style/4-form.css.gz"
};
static const unsigned char plain41[] = {
#embed "page/style/5-pages.css"
};
static const unsigned char gzip41[] = {
#embed "page/style/5-pages.css.gz"
};
static const unsigned char plain42[] = {
#embed "page/theme.js"
};
static const unsigned char gzip42[] = {
#embed "page/theme.js.gz"
};
static const unsigned char plain43[] = {
#embed "page/time.js"
};
static const unsigned char gzip43[] = {
#embed "page/time.js.gz"
};
static const unsigned char plain44[] = {
#embed "page/users/dialogs.js"
};
static const unsigned char gzip44[] = {
#embed "page/users/dialogs.js.gz"
};
static const unsigned char plain45[] = {
#embed "page/users/page.js"
};
static const unsigned char gzip45[] = {
#embed "page/users/page.js.gz"
};
static const unsigned char plain46[] = {
#embed "page/views.js"
};
static const unsigned char gzip46[] = {
#embed "page/views.js.gz"
};
static const unsigned char plain47[] = {
#embed "page/when.js"
};
static const unsigned char gzip47[] = {
#embed "page/when.js.gz"
};
static const unsigned char plain48[] = {
#embed "page/words.js"
};
static const unsigned char gzip48[] = {
#embed "page/words.js.gz"
};
static const unsigned char plain49[] = {
#embed "page/words/filters.js"
};
static const unsigned char gzip49[] = {
#embed "page/words/filters.js.gz"
};
static const unsigned char plain50[] = {
#embed "page/words/form.js"
};
static const unsigned char gzip50[] = {
#embed "page/words/form.js.gz"
};
static const unsigned char plain51[] = {
#embed "page/words/frame.js"
};
static const unsigned char gzip51[] = {
#embed "page/words/frame.js.gz"
};
static const unsigned char plain52[] = {
#embed "page/words/keys.js"
};
static const unsigned char gzip52[] = {
#embed "page/words/keys.js.gz"
};
static const unsigned char plain53[] = {
#embed "page/words/list.js"
};
static const unsigned char gzip53[] = {
#embed "page/words/list.js.gz"
};
static const unsigned char plain54[] = {
#embed "page/words/users.js"
};
static const unsigned char gzip54[] = {
#embed "page/words/users.js.gz"
};
static const unsigned char plain55[] = {
#embed "page/workplace.js"
};
static const unsigned char gzip55[] = {
#embed "page/workplace.js.gz"
};
static const unsigned char plain56[] = {
#embed "page/zone.js"
};
static const unsigned char gzip56[] = {
#embed "page/zone.js.gz"
};
static const struct page_asset assets[] = {
  {"account.js", plain0, sizeof plain0, gzip0, sizeof gzip0},
  {"address.js", plain1, sizeof plain1, gzip1, sizeof gzip1},
  {"api.js", plain2, sizeof plain2, gzip2, sizeof gzip2},
  {"app.js", plain3, sizeof plain3, gzip3, sizeof gzip3},
  {"calls/again.js", plain4, sizeof plain4, gzip4, sizeof gzip4},
  {"calls/events.js", plain5, sizeof plain5, gzip5, sizeof gzip5},
  {"calls/list.js", plain6, sizeof plain6, gzip6, sizeof gzip6},
  {"calls/model.js", plain7, sizeof plain7, gzip7, sizeof gzip7},
  {"calls/record.js", plain8, sizeof plain8, gzip8, sizeof gzip8},
  {"calls/row.js", plain9, sizeof plain9, gzip9, sizeof gzip9},
  {"calls/rows.js", plain10, sizeof plain10, gzip10, sizeof gzip10},
  {"calls/states.js", plain11, sizeof plain11, gzip11, sizeof gzip11},
  {"chips.js", plain12, sizeof plain12, gzip12, sizeof gzip12},
  {"connection.js", plain13, sizeof plain13, gzip13, sizeof gzip13},
  {"day.js", plain14, sizeof plain14, gzip14, sizeof gzip14},
  {"dialog.js", plain15, sizeof plain15, gzip15, sizeof gzip15},
  {"dom.js", plain16, sizeof plain16, gzip16, sizeof gzip16},
  {"filters.js", plain17, sizeof plain17, gzip17, sizeof gzip17},
  {"form/clash.js", plain18, sizeof plain18, gzip18, sizeof gzip18},
  {"form/combobox.js", plain19, sizeof plain19, gzip19, sizeof gzip19},
  {"form/controls.js", plain20, sizeof plain20, gzip20, sizeof gzip20},
  {"form/details.js", plain21, sizeof plain21, gzip21, sizeof gzip21},
  {"form/drafts.js", plain22, sizeof plain22, gzip22, sizeof gzip22},
  {"form/fields.js", plain23, sizeof plain23, gzip23, sizeof gzip23},
  {"form/form.js", plain24, sizeof plain24, gzip24, sizeof gzip24},
  {"form/frame.js", plain25, sizeof plain25, gzip25, sizeof gzip25},
  {"form/working.js", plain26, sizeof plain26, gzip26, sizeof gzip26},
  {"handed.js", plain27, sizeof plain27, gzip27, sizeof gzip27},
  {"icon.svg", plain28, sizeof plain28, gzip28, sizeof gzip28},
  {"keyboard.js", plain29, sizeof plain29, gzip29, sizeof gzip29},
  {"live.js", plain30, sizeof plain30, gzip30, sizeof gzip30},
  {"memory.js", plain31, sizeof plain31, gzip31, sizeof gzip31},
  {"notice.js", plain32, sizeof plain32, gzip32, sizeof gzip32},
  {"people.js", plain33, sizeof plain33, gzip33, sizeof gzip33},
  {"search.js", plain34, sizeof plain34, gzip34, sizeof gzip34},
  {"session.js", plain35, sizeof plain35, gzip35, sizeof gzip35},
  {"signal.js", plain36, sizeof plain36, gzip36, sizeof gzip36},
  {"style/1-base.css", plain37, sizeof plain37, gzip37, sizeof gzip37},
  {"style/2-frame.css", plain38, sizeof plain38, gzip38, sizeof gzip38},
  {"style/3-list.css", plain39, sizeof plain39, gzip39, sizeof gzip39},
  {"style/4-form.css", plain40, sizeof plain40, gzip40, sizeof gzip40},
  {"style/5-pages.css", plain41, sizeof plain41, gzip41, sizeof gzip41},
  {"theme.js", plain42, sizeof plain42, gzip42, sizeof gzip42},
  {"time.js", plain43, sizeof plain43, gzip43, sizeof gzip43},
  {"users/dialogs.js", plain44, sizeof plain44, gzip44, sizeof gzip44},
  {"users/page.js", plain45, sizeof plain45, gzip45, sizeof gzip45},
  {"views.js", plain46, sizeof plain46, gzip46, sizeof gzip46},
  {"when.js", plain47, sizeof plain47, gzip47, sizeof gzip47},
  {"words.js", plain48, sizeof plain48, gzip48, sizeof gzip48},
  {"words/filters.js", plain49, sizeof plain49, gzip49, sizeof gzip49},
  {"words/form.js", plain50, sizeof plain50, gzip50, sizeof gzip50},
  {"words/frame.js", plain51, sizeof plain51, gzip51, sizeof gzip51},
  {"words/keys.js", plain52, sizeof plain52, gzip52, sizeof gzip52},
  {"words/list.js", plain53, sizeof plain53, gzip53, sizeof gzip53},
  {"words/users.js", plain54, sizeof plain54, gzip54, sizeof gzip54},
  {"workplace.js", plain55, sizeof plain55, gzip55, sizeof gzip55},
  {"zone.js", plain56, sizeof plain56, gzip56, sizeof gzip56},
};
const struct page_asset *page_assets(void) { return assets; }
size_t page_asset_count(void) { return sizeof assets / sizeof assets[0]; }
