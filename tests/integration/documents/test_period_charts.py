"""The paper with the charts of a period says what its facts say, on screen too."""

from dataclasses import replace
from typing import Any

import pytest

from tests.helpers import paper_samples as samples
from tests.helpers import pdf as reading
from tests.helpers.chart_samples import EDGES, make_facts
from tthc_desk.documents.period_charts import period_chart_page, period_chart_pdf
from tthc_desk.domain.money import dong_text
from tthc_desk.usecases.report_facts import PeriodChartFacts

TRAINING = "BẢN TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ"


def with_head(facts: PeriodChartFacts, **changes: Any) -> PeriodChartFacts:
    return replace(facts, head=replace(facts.head, **changes))


@pytest.mark.parametrize("name", EDGES)
def test_the_paper_is_a4_in_embedded_letters_of_ours(name: str) -> None:
    pdf = period_chart_pdf(EDGES[name])
    assert set(reading.page_sizes_mm(pdf)) == {(210, 297)}
    fonts = reading.fonts(pdf)
    assert all(fonts.values())
    assert all(font.startswith("LiberationS") for font in fonts)


@pytest.mark.parametrize("name", EDGES)
def test_equal_facts_are_equal_bytes(name: str) -> None:
    assert period_chart_pdf(EDGES[name]) == period_chart_pdf(EDGES[name])
    assert period_chart_page(EDGES[name]) == period_chart_page(EDGES[name])


@pytest.mark.parametrize("name", EDGES)
def test_the_screen_shows_one_page_with_the_words_of_the_paper(name: str) -> None:
    page = period_chart_page(EDGES[name])
    assert len(reading.page_texts(page)) == 1
    assert all(reading.fonts(page).values())
    paper = reading.squeezed(reading.all_text(period_chart_pdf(EDGES[name])))
    for title in ("Tiếp nhận và có kết quả theo", "Hồ sơ có kết quả theo thời hạn"):
        assert title in reading.all_text(page)
        assert reading.squeezed(title) in paper


def test_a_month_is_read_back_with_its_figures() -> None:
    facts = make_facts()
    written = reading.all_text(period_chart_pdf(facts))
    expected = [
        "BIỂU ĐỒ TÌNH HÌNH TIẾP NHẬN, GIẢI QUYẾT HỒ SƠ",
        "Từ ngày 01/11/2026 đến ngày 30/11/2026 (số liệu tính đến 09:05 20/11/2026)",
        f"Tiếp nhận: {dong_text(sum(day[1] for day in facts.days))}",
        f"Có kết quả: {dong_text(sum(day[2] for day in facts.days))}",
        "Hồ sơ có kết quả theo thời hạn: 995",
        "Trước hạn: 612 (61,50%)",
        "Đúng hạn: 380 (38,19%)",
        "Quá hạn: 3 (0,30%)",
        "Hồ sơ đang giải quyết cuối kỳ: 53",
        "Người lập: Phạm Thị Cán Bộ Thử. Dấu chuỗi sự kiện: 9f2c4e01ab77d350…",
    ]
    assert [part for part in expected if part not in written] == []
    figures = written.split()
    for field in facts.fields:
        assert {str(figure) for figure in field[1:]} <= set(figures)
    assert {"615", "1.215", "1.815"} <= set(figures)


def test_a_period_of_one_day_names_it_once() -> None:
    written = reading.all_text(period_chart_pdf(make_facts(1)))
    assert "Ngày 01/11/2026 (số liệu" in written
    assert "đến ngày" not in written


def test_training_and_draft_are_marked_on_every_page() -> None:
    facts = make_facts(366, 30)
    sentence = "Cột (3) khác cột (7) cộng cột (11) 2 hồ sơ."
    letterhead = samples.make_letterhead(training=True)
    marked = period_chart_pdf(with_head(facts, broken=(sentence,), letterhead=letterhead))
    pages = reading.page_texts(marked)
    assert len(pages) == 2
    assert all("BẢN NHÁP" in page and TRAINING in page for page in pages)
    assert sentence in pages[0]
    plain = reading.all_text(period_chart_pdf(facts))
    assert "BẢN NHÁP" not in plain
    assert TRAINING not in plain


def test_pages_are_numbered_and_name_the_period() -> None:
    pages = reading.page_texts(period_chart_pdf(EDGES["leap year"]))
    for at, page in enumerate(pages, 1):
        assert f"01/11/2026 – 01/11/2027 – Trang {at}/{len(pages)}" in page


@pytest.mark.parametrize("count", [0, 1, 5, 12, 13, 14, 29, 30, 31, 42, 80])
def test_every_field_stands_once_and_no_page_carries_the_foot_alone(count: int) -> None:
    pages = reading.page_texts(period_chart_pdf(make_facts(field_count=count)))
    written = " ".join(pages).split()
    for at in range(count):
        assert written.count(str(200 + at)) == 1 + (count == 1), at
    assert " ".join(pages).count("Tổng số") == (count > 0)
    assert "Hồ sơ theo lĩnh vực" in pages[-1]
    assert "Người lập" in pages[-1]


def test_thirty_fields_with_long_names_take_two_pages() -> None:
    assert len(reading.page_texts(period_chart_pdf(make_facts(366, 30)))) == 2
    assert len(reading.page_texts(period_chart_pdf(make_facts(31, 6)))) == 1
