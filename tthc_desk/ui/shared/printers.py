"""The printers of this machine, behind a door that tests can put something else into."""

from typing import TYPE_CHECKING, Protocol

from tthc_desk.domain.errors import Code, DeskError

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_DPI = 300


class Printers(Protocol):
    """Where paper comes out."""

    def names(self) -> tuple[str, ...]:
        """Name the printers, the default first."""
        ...

    def make(self, name: str, title: str) -> "QPrinter":
        """Give a printer ready to begin a document.

        Args:
            name: one of `names`, empty for the default.
            title: of the document in the printer's queue; never a person's data.

        Raises:
            DeskError: PRINTER if there is no such printer.
        """
        ...


class SystemPrinters:
    """The printers the system knows."""

    def names(self) -> tuple[str, ...]:
        """Name the printers, the default first."""
        from PySide6.QtPrintSupport import QPrinterInfo

        default = QPrinterInfo.defaultPrinterName()
        found = QPrinterInfo.availablePrinterNames()
        return tuple(sorted(found, key=lambda name: (name != default, name.lower())))

    def make(self, name: str, title: str) -> "QPrinter":
        """Give a printer ready to begin a document; it may still turn out to be gone.

        Raises:
            DeskError: PRINTER if there is no such printer.
        """
        from PySide6.QtPrintSupport import QPrinter

        names = self.names()
        # Without a printer Qt would quietly print into a PDF file.
        if not names:
            raise DeskError(Code.PRINTER, reason="none")
        if name and name not in names:
            raise DeskError(Code.PRINTER, reason="gone", printer=name)
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.NativeFormat)
        printer.setPrinterName(name or names[0])
        printer.setResolution(_DPI)
        printer.setDocName(title)
        return printer
