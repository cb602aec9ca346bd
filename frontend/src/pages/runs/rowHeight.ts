/** The height of a row in RunsTable.module.css, plus the line between rows. */
export const ROW_HEIGHT = 41;
