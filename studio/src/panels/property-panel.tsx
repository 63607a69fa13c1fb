/** What can be said of what is selected. */
export function PropertyPanel() {
  return null;
}
