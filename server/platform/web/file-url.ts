/** Where a file of a brand's is shown to everybody who has its address. */
export function fileUrl(appUrl: string, id: string): string {
  return `${appUrl}/files/${id}`;
}
