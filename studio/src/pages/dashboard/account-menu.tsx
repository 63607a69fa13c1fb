import { KeyRound, LogOut } from "lucide-react";
import { useState } from "react";
import type { Identity } from "../../app/identity.ts";
import { useTheme, type ThemeChoice } from "../../app/theme.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuLine } from "../../ui/menu.tsx";
import { KeyDialog } from "./key-dialog.tsx";
import type { SopItem } from "./sop-list.ts";
import { SignOutDialog } from "./sign-out-dialog.tsx";

const THEMES: readonly { readonly value: ThemeChoice; readonly label: string }[] = [
  { value: "system", label: "As this device" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
];

interface AccountMenuProps {
  readonly identity: Identity;
  /** Those that may have unsent edits on this device. */
  readonly sops: readonly SopItem[];
}

/** Who uses this browser, and what concerns them alone. */
export function AccountMenu({ identity, sops }: AccountMenuProps) {
  const [theme, chooseTheme] = useTheme();
  const [dialog, setDialog] = useState<"key" | "sign_out" | null>(null);
  const close = () => setDialog(null);
  return (
    <>
      <Menu
        trigger={
          <button
            type="button"
            className="flex items-center gap-2 rounded-full border border-line bg-surface p-1 hover:bg-hover sm:pr-3"
          >
            <Avatar name={identity.name} color="#4f46e5" />
            <span className="max-w-40 truncate max-sm:sr-only">
              <span className="sr-only">Account of </span>
              {identity.name}
            </span>
          </button>
        }
      >
        <div className="max-w-64 px-2.5 py-2">
          <p className="truncate font-medium">{identity.name}</p>
          <p className="truncate text-xs text-ink-faint">{identity.agent}</p>
        </div>
        <MenuLine />
        <MenuLabel>Appearance</MenuLabel>
        <MenuChoice value={theme} options={THEMES} onChange={chooseTheme} />
        <MenuLine />
        <MenuItem onSelect={() => setDialog("key")}>
          <KeyRound aria-hidden /> My id and key
        </MenuItem>
        <MenuItem onSelect={() => setDialog("sign_out")}>
          <LogOut aria-hidden /> Sign out
        </MenuItem>
      </Menu>
      <KeyDialog isOpen={dialog === "key"} onClose={close} identity={identity} />
      <SignOutDialog isOpen={dialog === "sign_out"} onClose={close} identity={identity} sops={sops} />
    </>
  );
}
