/**
 * What has the focus now and is there to get it back: itself, or, since a menu goes once something in it is chosen, the
 * button of its menu. Null: nothing.
 */
export function openerNow(): HTMLElement | null {
  const { activeElement, body } = document;
  if (!(activeElement instanceof HTMLElement) || activeElement === body) return null;
  const menu = activeElement.closest("[role=menu]");
  return menu === null ? activeElement : document.getElementById(menu.getAttribute("aria-labelledby") ?? "");
}
