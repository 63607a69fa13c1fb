/** What the probes below keep in a page. */
interface Probed {
  /** ms from the navigation to the frame that showed the first node. */
  firstNodeMs: number | null;
  /** Node components drawn in each frame in which any was, while `isCounting`. */
  drawn: number[];
  isCounting: boolean;
}

declare global {
  var probed: Probed;
}

/** As much of React's tree as is looked at; React keeps it so for its developer tools, in production too. */
interface Fiber {
  readonly flags: number;
  readonly memoizedProps: Readonly<Record<string, unknown>> | null;
  readonly child: Fiber | null;
  readonly sibling: Fiber | null;
  readonly alternate: Fiber | null;
}

/** Runs in a page before anything else: notes when the first node is seen, and what React draws. */
export function installProbes(): void {
  const PERFORMED_WORK = 1;
  const probed: Probed = { firstNodeMs: null, drawn: [], isCounting: false };
  globalThis.probed = probed;

  let inFrame = 0;
  const lookForNode = () => {
    if (inFrame > 0) probed.drawn.push(inFrame);
    inFrame = 0;
    if (probed.firstNodeMs === null && document.querySelector(".react-flow__node") !== null) {
      // The next task after a frame's callbacks comes when it is painted.
      const channel = new MessageChannel();
      channel.port1.addEventListener("message", () => (probed.firstNodeMs ??= performance.now()));
      channel.port1.start();
      channel.port2.postMessage(null);
    }
    requestAnimationFrame(lookForNode);
  };
  requestAnimationFrame(lookForNode);

  /** What was drawn of nodes below a fiber in the last commit; what is the very same as before was not even looked at. */
  const countDrawn = (fiber: Fiber | null): number => {
    let count = 0;
    for (let one = fiber; one !== null; one = one.sibling) {
      const isNode =
        one.memoizedProps !== null && "nodeTypes" in one.memoizedProps && "id" in one.memoizedProps;
      if (isNode && (one.flags & PERFORMED_WORK) !== 0) count++;
      if (one.alternate === null || one.child !== one.alternate.child) count += countDrawn(one.child);
    }
    return count;
  };
  Object.assign(globalThis, {
    __REACT_DEVTOOLS_GLOBAL_HOOK__: {
      supportsFiber: true,
      inject: () => 1,
      onCommitFiberUnmount: () => undefined,
      onCommitFiberRoot: (_: number, root: { readonly current: Fiber }) => {
        if (probed.isCounting) inFrame += countDrawn(root.current.child);
      },
    },
  });
}
