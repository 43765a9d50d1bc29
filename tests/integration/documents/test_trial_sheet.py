"""The page a printer is tried with."""

import io

import pypdf
import pypdfium2
import zxingcpp

from tests.helpers.program import MORNING
from tthc_desk.documents.trial_sheet import draw_trial_sheet

CARD = "001090000001||Nguyễn Văn Thử Nghiệm|15021990|Nam|Mỹ Đình, Hà Nội|10052021"
BAR = "THU-MAY-QUET"
_DPI = 300


def test_both_codes_of_the_sheet_can_be_read_marks_and_all() -> None:
    document = pypdfium2.PdfDocument(draw_trial_sheet(MORNING, CARD, BAR))
    picture = document[0].render(scale=_DPI / 72).to_pil()
    document.close()
    found = {code.text for code in zxingcpp.read_barcodes(picture)}
    assert found == {CARD, BAR}


def test_it_is_one_page_of_a4_with_every_vietnamese_letter() -> None:
    data = draw_trial_sheet(MORNING, CARD, BAR)
    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    assert len(pages) == 1
    assert [round(float(side) / 72 * 25.4) for side in pages[0].mediabox[2:]] == [210, 297]
    text = pages[0].extract_text()
    assert set("ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ") <= set(text)
    assert data == draw_trial_sheet(MORNING, CARD, BAR)
