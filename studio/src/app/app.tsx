import { Suspense, useEffect } from "react";
import { Tooltip } from "radix-ui";
import { DashboardPage } from "../pages/dashboard-page.tsx";
import { MessagePage } from "../pages/message-page.tsx";
import { WelcomePage } from "../pages/welcome-page.tsx";
import { Toasts } from "../ui/toasts.tsx";
import { Spinner } from "../ui/spinner.tsx";
import { identityFor, useIdentity } from "./identity.ts";
import { useRoute, type Route } from "./route.ts";
import { InvitePageLater, loadSopPage, SopPageLater } from "./pages-later.tsx";

/** The studio: the page that the address names, with what every page shares. */
export function App() {
  const route = useRoute();
  useEffect(() => void loadSopPage().catch(() => undefined), []);
  return (
    <Tooltip.Provider delayDuration={300}>
      <Suspense fallback={<Opening />}>
        <Page route={route} />
      </Suspense>
      <Toasts over={route.page === "sop" ? "canvas" : "page"} />
    </Tooltip.Provider>
  );
}

function Page({ route }: { readonly route: Route }) {
  const own = useIdentity();
  switch (route.page) {
    case "invite":
      return <InvitePageLater key={route.token} token={route.token} />;
    case "nowhere":
      return (
        <MessagePage
          title="There is nothing here"
          text="No page has this address. It may be mistyped, or cut short."
        />
      );
    case "sop": {
      const identity = identityFor(route.sop);
      return identity === null ? (
        <WelcomePage />
      ) : (
        <SopPageLater key={route.sop} sop={route.sop} identity={identity} />
      );
    }
    case "dashboard":
      return own === null ? <WelcomePage /> : <DashboardPage identity={own} />;
  }
}

function Opening() {
  return (
    <main className="grid min-h-full place-items-center">
      <Spinner label="Opening…" />
    </main>
  );
}
