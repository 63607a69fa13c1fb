/** Who is here. */
export function CollaboratorBar() {
  return <ul aria-label="People here" className="flex items-center" />;
}
