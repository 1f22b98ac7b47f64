// Reads a workbook and the stream it was made of, and compares them: every
// finding has one row with its text, every row its dropdown, links lead to
// rows that are there, marked words make up the sentence.
const fs = require("fs");
const readline = require("readline");
const ExcelJS = require("exceljs");

const [workbook, stream] = process.argv.slice(2);
const problems = [];
const problem = (what) => problems.length < 20 && problems.push(what);

// text of a cell, whatever it holds.
function text(cell) {
  const v = cell.value;
  if (v === null || v === undefined) return "";
  if (v.richText) return v.richText.map((r) => r.text).join("");
  if (v.formula !== undefined) return String(v.result ?? "");
  return v instanceof Date ? v.toISOString().slice(0, 10) : String(v);
}

async function main() {
  const findings = new Map();
  for await (const line of readline.createInterface({ input: fs.createReadStream(stream) })) {
    const r = JSON.parse(line);
    if (r.type === "finding") findings.set(r.id, r);
  }
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(workbook);
  const counts = { sheets: book.worksheets.length, rows: 0, findings: 0, dropdowns: 0, links: 0, "rich texts": 0, "input cells": 0 };

  const seen = new Set();
  const numbers = new Map(); // sheet to the numbers in its first column
  for (const sheet of book.worksheets) {
    const list = new Set();
    sheet.eachRow((row, i) => i > 1 && list.add(text(row.getCell(1))));
    numbers.set(sheet.name, list);
  }
  for (const sheet of book.worksheets) {
    const columns = {};
    sheet.getRow(1).eachCell((cell, i) => (columns[text(cell)] = i));
    sheet.eachRow((row, i) => {
      counts.rows++;
      row.eachCell((cell) => {
        const v = cell.value;
        if (v && v.richText) counts["rich texts"]++;
        if (!v || v.formula === undefined || cell.isMerged && cell.master !== cell) return;
        counts.links++;
        const m = /^HYPERLINK\("#(\w+)!A"&MATCH\((\d+),/.exec(v.formula);
        if (m ? !numbers.get(m[1])?.has(m[2]) : !v.formula.startsWith('HYPERLINK("')) problem(`${sheet.name}!${cell.address}: ${v.formula}`);
        if (text(cell) === "") problem(`${sheet.name}!${cell.address}: a link that shows nothing`);
      });
      const id = columns["Finding ID"] && i > 1 ? text(row.getCell(columns["Finding ID"])) : "";
      if (!id) return;
      const finding = findings.get(id);
      if (!finding || seen.has(id)) return problem(`${sheet.name} row ${i}: ${finding ? "a second row of" : "an unknown"} finding ${id}`);
      seen.add(id);
      counts.findings++;
      if (columns.Sentence && text(row.getCell(columns.Sentence)) !== finding.text.slice(0, 32767)) problem(`${sheet.name} row ${i}: not the text of ${id}`);
      const verdict = row.getCell(columns.Verdict);
      if (verdict.dataValidation?.type !== "list" || !verdict.dataValidation.formulae.includes("VerdictList")) problem(`${sheet.name} row ${i}: no dropdown`);
      else counts.dropdowns++;
      for (const name of ["Verdict", "Source found", "Link", "Reviewer", "Date", "Note"]) {
        const cell = row.getCell(columns[name]);
        counts["input cells"]++;
        if (text(cell) !== "" || cell.fill?.pattern !== "solid") problem(`${sheet.name}!${cell.address}: not an empty, tinted cell`);
      }
    });
  }
  for (const id of findings.keys()) if (!seen.has(id)) problem(`finding ${id} has no row`);
  console.log(Object.entries(counts).map(([name, n]) => `${n} ${name}`).join(", "));
  problems.forEach((p) => console.error(p));
  process.exit(problems.length ? 1 : 0);
}

main().catch((err) => {
  console.error(err);
  process.exit(1);
});
