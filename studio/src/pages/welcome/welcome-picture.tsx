import type { ReactNode } from "react";

/** What the studio is, as a picture: a small procedure that a person and an agent work on. Nothing in it moves. */
export function WelcomePicture() {
  return (
    <svg viewBox="0 0 520 520" aria-hidden className="size-full">
      <defs>
        <pattern id="welcome-dots" width="20" height="20" patternUnits="userSpaceOnUse">
          <circle cx="2" cy="2" r="1.2" className="fill-line-strong" opacity="0.6" />
        </pattern>
      </defs>
      <rect width="520" height="520" fill="url(#welcome-dots)" />
      <g className="fill-none stroke-line-strong" strokeWidth="2">
        <path d="M260 136V180" />
        <path d="M200 252C200 300 132 290 132 334" />
        <path d="M320 252C320 300 388 290 388 334" />
      </g>
      <Node x={160} y={64} kind="step" title="Read the report">
        One issue, in their own words
      </Node>
      <Node x={160} y={180} kind="condition" title="How bad is it?">
        Urgent: 15 min · Else: 2 days
      </Node>
      <Node x={32} y={334} kind="tool" title="Page who is on call">
        When users cannot work
      </Node>
      <Node x={288} y={334} kind="step" title="Plan the fix">
        With who knows the code
      </Node>
      <rect
        x="282"
        y="328"
        width="212"
        height="84"
        rx="17"
        className="fill-none"
        stroke="#b8336a"
        strokeWidth="2"
      />
      <Cursor x={452} y={392} color="#b8336a" name="Grace" width={52} />
      <Cursor x={128} y={448} color="#0b7a5f" name="triage-agent" width={92} />
    </svg>
  );
}

const LOOKS = {
  step: { bar: "fill-step", chip: "fill-step-soft" },
  condition: { bar: "fill-condition", chip: "fill-condition-soft" },
  tool: { bar: "fill-tool", chip: "fill-tool-soft" },
} as const;

interface NodeProps {
  readonly x: number;
  readonly y: number;
  readonly kind: keyof typeof LOOKS;
  readonly title: string;
  readonly children: ReactNode;
}

function Node({ x, y, kind, title, children }: NodeProps) {
  const { bar, chip } = LOOKS[kind];
  return (
    <g transform={`translate(${x} ${y})`}>
      <rect width="200" height="72" rx="12" className="fill-surface stroke-line" strokeWidth="1.5" />
      <rect x="12" y="14" width="22" height="22" rx="6" className={chip} />
      <circle cx="23" cy="25" r="5" className={bar} />
      <text x="44" y="30" fontSize="13" fontWeight="600" className="fill-ink">
        {title}
      </text>
      <text x="14" y="56" fontSize="10.5" className="fill-ink-soft">
        {children}
      </text>
    </g>
  );
}

interface CursorProps {
  readonly x: number;
  readonly y: number;
  readonly color: string;
  readonly name: string;
  readonly width: number;
}

function Cursor({ x, y, color, name, width }: CursorProps) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <path
        d="M0 0L4 18L8.5 11.5L16 10Z"
        fill={color}
        stroke="#fff"
        strokeWidth="1.5"
        strokeLinejoin="round"
      />
      <rect x="10" y="18" width={width} height="20" rx="6" fill={color} />
      <text x={10 + width / 2} y="32" fontSize="11" fontWeight="600" textAnchor="middle" fill="#fff">
        {name}
      </text>
    </g>
  );
}
