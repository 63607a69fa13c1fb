import { useEffect, type RefObject } from "react";

/**
 * U31: where the field that is being written in goes, because somebody else removed what it is of, the focus stays in its
 * panel: what is typed next is no shortcut of the canvas. So it does where a row is removed by keys, with its button.
 */
export function useKeptFocus(panels: RefObject<HTMLElement | null>, isOpen: boolean): void {
  useEffect(() => {
    const element = panels.current;
    if (element === null || !isOpen) return;
    let used: Element | null = null;
    const controller = new AbortController();
    const { signal } = controller;
    const note = ({ target }: KeyboardEvent) => {
      used = target instanceof Element ? target.closest("input, textarea, li button") : null;
    };
    const leave = ({ target }: Event) => {
      if (target !== used) used = null;
    };
    element.addEventListener("keydown", note, { signal });
    document.addEventListener("focusin", leave, { signal });
    document.addEventListener("pointerdown", leave, { signal, capture: true });
    const observer = new MutationObserver(() => {
      if (used === null || used.isConnected) return;
      used = null;
      if (document.activeElement !== document.body) return;
      element
        .querySelector<HTMLElement>("[role=tabpanel][data-state=active]")
        ?.focus({ preventScroll: true });
    });
    observer.observe(element, { childList: true, subtree: true });
    return () => {
      controller.abort();
      observer.disconnect();
    };
  }, [panels, isOpen]);
}
