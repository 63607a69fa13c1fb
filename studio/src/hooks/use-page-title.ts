import { useEffect } from "react";

/** U67: names the page in the browser's tab, for as long as it is there. */
export function usePageTitle(name: string): void {
  useEffect(() => {
    const before = document.title;
    document.title = pageTitle(name);
    return () => {
      document.title = before;
    };
  }, [name]);
}

/** What a tab is called: "Bug triage – SOP Studio". */
export function pageTitle(name: string): string {
  return name.trim() === "" ? STUDIO : `${name.trim()} – ${STUDIO}`;
}

const STUDIO = "SOP Studio";
