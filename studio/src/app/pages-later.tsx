import { type ComponentType, lazy } from "react";
import { MessagePage } from "../pages/message-page.tsx";
import { Button } from "../ui/button.tsx";

/** The page of a SOP, whose canvas is most of the studio's script: it comes when the first page is there, or is asked for. */
export const SopPageLater = later(
  async () => (await loadSopPage()).SopPage,
  "The canvas could not be loaded",
);

/** The page of a link, which most people see once. */
export const InvitePageLater = later(
  async () => (await import("../pages/invite-page.tsx")).InvitePage,
  "The page of this link could not be loaded",
);

/** Has the page of a SOP there before somebody goes to it; rejects where it cannot be loaded. */
export function loadSopPage() {
  return import("../pages/sop-page.tsx");
}

function later<Props extends object>(load: () => Promise<ComponentType<Props>>, title: string) {
  return lazy(async () => ({
    default: await load().catch((): ComponentType<Props> => () => <NotLoaded title={title} />),
  }));
}

function NotLoaded({ title }: { readonly title: string }) {
  return (
    <MessagePage
      title={title}
      text="The registry cannot be reached, or the studio was renewed while this page was open."
    >
      <Button look="primary" onClick={() => location.reload()}>
        Load again
      </Button>
    </MessagePage>
  );
}
