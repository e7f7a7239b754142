"""An assessment shown to people and programs: HTML, JSON, XLSX, DOCX."""
