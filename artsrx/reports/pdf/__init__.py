"""the only place that knows ReportLab; tagged PDF (later beside it: html/, docx/, xlsx/)"""
