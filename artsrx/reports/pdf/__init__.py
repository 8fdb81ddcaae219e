"""the only place that knows ReportLab; tagged PDF

Import it inside the function that needs it: it loads ReportLab, Pillow and pikepdf.
"""

from artsrx.reports.pdf.brand import Brand, check_colour, check_logo
from artsrx.reports.pdf.render import Rendered, encrypt, render

__all__ = ["Brand", "Rendered", "check_colour", "check_logo", "encrypt", "render"]
