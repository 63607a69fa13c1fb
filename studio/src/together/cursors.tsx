/** Where the others point, inside the canvas. */
export function Cursors() {
  return null;
}
