#!/usr/bin/python3
"""Enter verdicts in a workbook with LibreOffice, as a reviewer would.

usage: roundtrip.py WORKBOOK PLAN RESULT

PLAN is JSON: "entries" maps finding IDs to what is entered in their rows, by
the columns' names; "delete" lists the findings whose rows are deleted. On the
way the sheets are treated as people treat them: rows are sorted, columns
moved, added and hidden, cells coloured, a filter is left on, a sheet renamed.
RESULT is the workbook that LibreOffice saves. Needs python3-uno.
"""

import json
import os
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.sheet import TableFilterField
from com.sun.star.sheet.FilterOperator import EQUAL
from com.sun.star.table import CellAddress, TableSortField


def prop(name, value):
    p = PropertyValue()
    p.Name, p.Value = name, value
    return p


def connect(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(720):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except Exception:
            time.sleep(0.25)
    sys.exit("LibreOffice did not start")


class Sheet:
    """A sheet of findings."""

    def __init__(self, sheet):
        self.sheet = sheet

    def size(self):
        cursor = self.sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        return cursor.RangeAddress.EndRow + 1, cursor.RangeAddress.EndColumn + 1

    def column(self, name):
        _, columns = self.size()
        for i in range(columns):
            if self.sheet.getCellByPosition(i, 0).String == name:
                return i
        raise KeyError(name)

    def rows(self):
        """Finding IDs and their rows."""
        column, (rows, _) = self.column("Finding ID"), self.size()
        return {self.sheet.getCellByPosition(column, r).String: r for r in range(1, rows)}

    def enter(self, entries):
        columns = {}
        for finding, row in self.rows().items():
            for name, value in entries.get(finding, {}).items():
                if name not in columns:
                    columns[name] = self.column(name)
                cell = self.sheet.getCellByPosition(columns[name], row)
                if name == "Date":
                    cell.Formula = value  # typed, so that it becomes a date
                else:
                    cell.String = value
                cell.CellBackColor = 0xFFF2CC

    def sort(self, name, ascending):
        rows, columns = self.size()
        area = self.sheet.getCellRangeByPosition(0, 0, columns - 1, rows - 1)
        field = TableSortField()
        field.Field, field.IsAscending = self.column(name), ascending
        area.sort((prop("ContainsHeader", True), prop("SortFields", uno.Any("[]com.sun.star.table.TableSortField", (field,)))))

    def move(self, name, to):
        """Moves a column behind all others, or to an empty one."""
        rows, columns = self.size()
        at = self.column(name)
        target = CellAddress()
        target.Sheet, target.Row = self.sheet.RangeAddress.Sheet, 0
        target.Column = columns if to is None else to
        self.sheet.moveRange(target, self.sheet.getCellRangeByPosition(at, 0, at, rows - 1).RangeAddress)

    def delete(self, findings):
        for row in sorted((r for f, r in self.rows().items() if f in findings), reverse=True):
            self.sheet.Rows.removeByIndex(row, 1)

    def filter(self, name, value):
        rows, columns = self.size()
        area = self.sheet.getCellRangeByPosition(0, 0, columns - 1, rows - 1)
        field = TableFilterField()
        field.Field, field.Operator, field.IsNumeric, field.StringValue = self.column(name), EQUAL, False, value
        descriptor = area.createFilterDescriptor(True)
        descriptor.ContainsHeader = True
        descriptor.setFilterFields((field,))
        area.filter(descriptor)


def review(book, plan):
    for i, name in enumerate(("Claims", "Duplicates", "Names", "Suppressed")):
        s = Sheet(book.Sheets.getByName(name))
        s.enter(plan["entries"])
        s.sort("Article", i % 2 == 0)
        s.delete(set(plan["delete"]))
        s.sheet.Columns.insertByIndex(0, 2)
        s.sheet.getCellByPosition(1, 0).String = "To do"
        s.sheet.getCellByPosition(1, 1).String = "ask the desk"
        s.move("Finding ID", 0)
        s.move("Verdict", None)
        s.move("Note", None)
        s.sheet.Columns.getByIndex(s.column("Severity")).IsVisible = False
        s.sheet.Columns.getByIndex(0).IsVisible = False
        if name != "Suppressed":
            s.filter("Severity", "Medium")
    book.Sheets.getByName("Claims").Name = "Claims (done)"


def main(workbook, plan, result):
    with open(plan, encoding="utf-8") as f:
        plan = json.load(f)
    with tempfile.TemporaryDirectory() as profile:
        pipe = f"copydesk-{os.getpid()}"
        office = subprocess.Popen([
            "soffice", "--headless", "--norestore", "--nologo",
            f"-env:UserInstallation=file://{profile}", f"--accept=pipe,name={pipe};urp;",
        ])
        try:
            desktop = connect(pipe)
            book = desktop.loadComponentFromURL(uno.systemPathToFileUrl(os.path.abspath(workbook)), "_blank", 0, (prop("Hidden", True),))
            review(book, plan)
            book.storeToURL(uno.systemPathToFileUrl(os.path.abspath(result)), (prop("FilterName", "Calc MS Excel 2007 XML"),))
            book.close(True)
            try:
                desktop.terminate()
            except Exception:
                pass  # it is gone before it answers
            office.wait(60)
        finally:
            office.kill()


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
