import { useEffect, type RefObject } from "react";

/**
 * U31: where the field that is being written in goes, because somebody else removed what it is of, the focus stays in its
 * panel: what is typed next is no shortcut of the canvas.
 */
export function useKeptFocus(panels: RefObject<HTMLElement | null>, isOpen: boolean): void {
  useEffect(() => {
    const element = panels.current;
    if (element === null || !isOpen) return;
    let written: HTMLElement | null = null;
    const controller = new AbortController();
    const { signal } = controller;
    const note = ({ target }: KeyboardEvent) => {
      const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
      written = isField ? target : null;
    };
    const leave = ({ target }: Event) => {
      if (target !== written) written = null;
    };
    element.addEventListener("keydown", note, { signal });
    document.addEventListener("focusin", leave, { signal });
    document.addEventListener("pointerdown", leave, { signal, capture: true });
    const observer = new MutationObserver(() => {
      if (written === null || written.isConnected) return;
      written = null;
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
