import { refusalOf } from "../../../../_data/outcome";
import { signedIn } from "../../../../_data/signed-in";

type Params = { params: Promise<{ id: string }> };

/** A payout file as it is uploaded to PayPal or Wise. */
export async function GET(_request: Request, { params }: Params): Promise<Response> {
  const { call } = await signedIn();
  try {
    const { filename, content } = await call.payoutFiles.getPayoutFile({ id: (await params).id });
    return new Response(content, {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="${filename}"`,
        "cache-control": "private, no-store",
      },
    });
  } catch (error) {
    const { status, message } = refusalOf(error);
    return new Response(message, { status });
  }
}
