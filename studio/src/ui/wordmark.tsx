/** The studio's sign and name. */
export function Wordmark() {
  return (
    <span className="flex items-center gap-2.5 font-semibold">
      <svg aria-hidden viewBox="0 0 32 32" className="size-7">
        <rect width="32" height="32" rx="8" fill="#4f46e5" />
        <path d="M11 10h10M16 12v8M11 22h10" stroke="#fff" strokeWidth="2.2" strokeLinecap="round" />
        <circle cx="11" cy="10" r="3" fill="#fff" />
        <circle cx="21" cy="22" r="3" fill="#c7d2fe" />
      </svg>
      SOP Studio
    </span>
  );
}
