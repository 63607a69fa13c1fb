import { lazy } from "react";
import { MessagePage } from "../pages/message-page.tsx";
import { Button } from "../ui/button.tsx";

/** The page of a SOP, whose canvas is most of the studio's script: it comes when the first page is there, or is asked for. */
export const SopPageLater = lazy(async () => {
  try {
    return { default: (await loadSopPage()).SopPage };
  } catch {
    return { default: NotLoaded };
  }
});

/** Has the page of a SOP there before somebody goes to it; rejects where it cannot be loaded. */
export function loadSopPage() {
  return import("../pages/sop-page.tsx");
}

function NotLoaded() {
  return (
    <MessagePage
      title="The canvas could not be loaded"
      text="The registry cannot be reached, or the studio was renewed while this page was open."
    >
      <Button look="primary" onClick={() => location.reload()}>
        Load again
      </Button>
    </MessagePage>
  );
}
