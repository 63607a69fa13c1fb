/** The styles that nodes and labels are made of: all that a browser knows would make a picture ten times as large. */
export const PICTURED_STYLES: string[] = `
  display position top right bottom left z-index transform transform-origin
  width height min-width min-height max-width max-height box-sizing overflow
  margin-top margin-right margin-bottom margin-left
  padding-top padding-right padding-bottom padding-left
  flex-direction flex-grow flex-shrink flex-basis flex-wrap align-items justify-content
  place-items justify-items gap row-gap column-gap grid-template-columns
  background-color color opacity visibility box-shadow
  border-top-width border-right-width border-bottom-width border-left-width
  border-top-style border-right-style border-bottom-style border-left-style
  border-top-color border-right-color border-bottom-color border-left-color
  border-top-left-radius border-top-right-radius border-bottom-left-radius border-bottom-right-radius
  font-family font-size font-style font-weight line-height letter-spacing
  text-align text-transform text-overflow white-space list-style-type
  -webkit-line-clamp -webkit-box-orient clip-path fill stroke stroke-width
`
  .trim()
  .split(/\s+/);
