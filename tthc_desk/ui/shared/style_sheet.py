"""The application's font, palette and style sheet, built from the tokens."""

from pathlib import Path
from string import Template

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from tthc_desk.ui.shared.tokens import (
    CORNER_PX,
    DEFAULT_BASE_PT,
    FOCUS_PX,
    LINE_PX,
    Colour,
    Gap,
    TypeScale,
)

FONT_FAMILY = "Liberation Sans"

# Selectors by class and by the property `role`; see `controls` for the roles.
_SHEET = Template(
    """
QToolTip { color: $INK; background: $SURFACE; border: ${line}px solid $EDGE; padding: ${tight}px; }
QLabel[role="display"] { font-size: ${display_pt}pt; font-weight: bold; }
QLabel[role="title"] { font-size: ${title_pt}pt; font-weight: bold; }
QLabel[role="heading"] { font-size: ${large_pt}pt; font-weight: bold; color: $ACCENT_DARK; }
QLabel[role="note"] { color: $MUTED; font-size: ${small_pt}pt; }
QLabel[role="label"] { color: $MUTED; }
QLabel[role="strong"] { font-weight: bold; }
QLabel[role="error"] { color: $RED; font-size: ${small_pt}pt; }
QLabel[role="training"] { color: $ON_ACCENT; background: $TRAINING; font-weight: bold;
  border-radius: ${corner}px; padding: ${tight}px ${small}px; }
QLabel[role="empty"] { color: $MUTED; font-size: ${large_pt}pt; }
QWidget[role="panel"] { background: $SURFACE; border: ${line}px solid $LINE;
  border-radius: ${corner}px; }
QWidget[role="top"] { background: $SURFACE; border-bottom: ${line}px solid $LINE; }
QWidget[role="rail"] { background: $RAIL; }
QLineEdit, QPlainTextEdit, QComboBox { background: $SURFACE; border: ${line}px solid $EDGE;
  border-radius: ${corner}px; padding: 0 ${small}px; selection-background-color: $ACCENT;
  selection-color: $ON_ACCENT; }
QLineEdit, QComboBox { min-height: ${field}px; max-height: ${field}px; }
QLineEdit[role="large"] { min-height: ${large_field}px; max-height: ${large_field}px; }
QPlainTextEdit { padding: ${tight}px; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus { border: ${focus}px solid $ACCENT;
  padding: 0 ${small_less}px; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] {
  border: ${focus}px solid $RED; background: $RED_SOFT; padding: 0 ${small_less}px; }
QLineEdit:read-only, QLineEdit:disabled, QComboBox:disabled { background: $GROUND; color: $MUTED;
  border-color: $LINE; }
QCheckBox { border: ${focus}px solid transparent; border-radius: ${corner}px;
  padding: ${tight}px; }
QCheckBox:focus { border-color: $ACCENT; background: $ACCENT_SOFT; }
QComboBox::drop-down { border: 0; width: ${large}px; }
QPushButton { background: $SURFACE; border: ${line}px solid $EDGE; border-radius: ${corner}px;
  min-height: ${field}px; padding: 0 ${medium}px; }
QPushButton:hover { background: $ACCENT_SOFT; }
QPushButton:focus { border: ${focus}px solid $ACCENT; padding: 0 ${medium_less}px; }
QPushButton:pressed { background: $LINE; }
QPushButton:disabled { color: $MUTED; background: $GROUND; border-color: $LINE; }
QPushButton[role="primary"] { background: $ACCENT; color: $ON_ACCENT; border-color: $ACCENT;
  font-weight: bold; }
QPushButton[role="primary"]:hover { background: $ACCENT_DARK; }
QPushButton[role="primary"]:focus { border: ${focus}px solid $INK; }
QPushButton[role="primary"]:disabled { background: $LINE; color: $MUTED; border-color: $LINE; }
QPushButton[role="quiet"] { background: transparent; border-color: transparent;
  text-align: left; }
QPushButton[role="quiet"]:hover { background: $ACCENT_SOFT; }
QPushButton[role="quiet"]:focus { border: ${focus}px solid $ACCENT; }
QWidget[role="fact"] { border-radius: ${corner}px; }
QWidget[role="fact"]:focus { background: $ACCENT_SOFT; }
QPushButton[role="copy"] { background: transparent; border: 0; min-height: ${medium}px;
  padding: 0 ${tight}px; }
QPushButton[role="copy"]:hover { background: $ACCENT_SOFT; }
QPushButton[role="rail"] { color: $ON_RAIL; background: transparent; border: 0;
  border-left: ${tight}px solid transparent; border-radius: 0; text-align: left;
  min-height: ${rail}px; padding: 0 ${small}px; }
QPushButton[role="rail"]:hover, QPushButton[role="rail"]:focus { background: $RAIL_CURRENT; }
QPushButton[role="rail"]:checked { background: $RAIL_CURRENT; border-left-color: $ON_RAIL;
  font-weight: bold; }
QPushButton[role="rail"]:disabled { color: $RAIL_MUTED; }
QLabel[role="rail-title"] { color: $ON_RAIL; }
QLabel[role="rail-key"] { color: $RAIL_MUTED; font-size: ${small_pt}pt; }
QTableView { background: $SURFACE; alternate-background-color: $STRIPE;
  border: ${line}px solid $LINE; border-radius: ${corner}px; gridline-color: $LINE;
  selection-background-color: $ACCENT_SOFT; selection-color: $INK; }
QTableView::item { padding: 0 ${tight}px; border: 0; }
QTableView:focus { border: ${line}px solid $ACCENT; }
QTableView QLineEdit { min-height: 0; border-radius: 0; }
QHeaderView::section { background: $GROUND; color: $MUTED; border: 0;
  border-bottom: ${line}px solid $LINE; padding: ${tight}px ${small}px; font-weight: bold;
  font-size: ${small_pt}pt; }
QTableCornerButton::section { background: $GROUND; border: 0;
  border-bottom: ${line}px solid $LINE; }
QProgressBar { border: ${line}px solid $EDGE; border-radius: ${corner}px; background: $SURFACE;
  text-align: center; min-height: ${medium}px; max-height: ${medium}px; }
QProgressBar::chunk { background: $ACCENT_SOFT; }
QScrollBar:vertical { background: transparent; width: 12px; }
QScrollBar:horizontal { background: transparent; height: 12px; }
QScrollBar::handle { background: $EDGE; border: 3px solid $GROUND; border-radius: 6px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QWidget[role="message"] { border-top: ${line}px solid $LINE; background: $GROUND; }
QWidget[role="message"][tone="info"] { background: $BLUE_SOFT; }
QWidget[role="message"][tone="done"] { background: $GREEN_SOFT; }
QWidget[role="message"][tone="warning"] { background: $AMBER_SOFT; }
QWidget[role="message"][tone="error"] { background: $RED_SOFT; }
QLabel[tone="info"] { color: $BLUE; }
QLabel[tone="done"] { color: $GREEN; }
QLabel[tone="warning"] { color: $AMBER; }
QLabel[tone="error"] { color: $RED; }
"""
)


def style_sheet(scale: TypeScale) -> str:
    """Build the style sheet for a type scale."""
    sizes = {
        "display_pt": f"{scale.display_pt:.1f}",
        "title_pt": f"{scale.title_pt:.1f}",
        "large_pt": f"{scale.large_pt:.1f}",
        "small_pt": f"{scale.small_pt:.1f}",
        "field": scale.field_px - 2 * LINE_PX,
        "large_field": scale.row_px + Gap.TIGHT,
        "rail": scale.field_px + Gap.SMALL,
        "tight": int(Gap.TIGHT),
        "small": int(Gap.SMALL),
        "small_less": Gap.SMALL - LINE_PX,
        "medium": int(Gap.MEDIUM),
        "medium_less": Gap.MEDIUM - LINE_PX,
        "large": int(Gap.LARGE),
        "corner": CORNER_PX,
        "line": LINE_PX,
        "focus": FOCUS_PX,
    }
    return _SHEET.substitute(sizes, **Colour.__members__)


def load_fonts(directory: Path) -> str:
    """Load the shipped sans font.

    Returns:
        Its family, or the system's where the files are missing.
    """
    for file in sorted(directory.glob("LiberationSans-*.ttf")):
        QFontDatabase.addApplicationFont(str(file))
    found = FONT_FAMILY in QFontDatabase.families()
    return FONT_FAMILY if found else QApplication.font().family()


def apply_style(app: QApplication, fonts: Path, base_pt: float = DEFAULT_BASE_PT) -> TypeScale:
    """Dress the whole application; call again when the officer changes the text size."""
    scale = TypeScale(base_pt)
    app.setStyle("Fusion")
    font = QFont(load_fonts(fonts))
    font.setPointSizeF(scale.base_pt)
    app.setFont(font)
    app.setPalette(_palette())
    app.setStyleSheet(style_sheet(scale))
    return scale


def _palette() -> QPalette:
    palette = QPalette(QColor(Colour.GROUND))
    roles = {
        QPalette.ColorRole.Window: Colour.GROUND,
        QPalette.ColorRole.WindowText: Colour.INK,
        QPalette.ColorRole.Base: Colour.SURFACE,
        QPalette.ColorRole.AlternateBase: Colour.STRIPE,
        QPalette.ColorRole.Text: Colour.INK,
        QPalette.ColorRole.ButtonText: Colour.INK,
        QPalette.ColorRole.PlaceholderText: Colour.MUTED,
        QPalette.ColorRole.Highlight: Colour.ACCENT,
        QPalette.ColorRole.HighlightedText: Colour.ON_ACCENT,
        QPalette.ColorRole.Link: Colour.ACCENT,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    return palette
