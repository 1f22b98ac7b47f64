// Package workbook writes workbooks: tables of records, pages on a grid, links,
// charts and styles, whatever their subject.
//
// excelize makes the workbook without its tables' rows. These are written while
// the file is packed, so that none is held in memory, and every entry of the
// package comes in order and without a time: the same cells give the same bytes.
package workbook
