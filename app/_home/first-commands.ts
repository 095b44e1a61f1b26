type Comments = { setUp: string; visit: string; sale: string };

/** Shell commands that lead from nothing to a commission. The browser tests paste them into a shell. */
export function firstCommands(origin: string, comments: Comments): string {
  return `KEY=\${ADMIN_API_KEY:-$(cat .data/admin-api-key)}
api() {
  curl -s "${origin}/api/v1$1" -H "Authorization: Bearer $KEY" \\
    -H "Content-Type: application/json" \${2:+-d "$2"}; echo
}
new_id() { grep -o '"id":"[^"]*' | head -1 | cut -d '"' -f 4; }

# ${comments.setUp}
PROGRAM=$(api /programs '{"name": "Partners", "slug": "partners",
  "destinationUrl": "https://example.com/", "terms": {"rules": [
    {"trigger": "every", "eventType": "invoice_paid", "kind": "percent", "value": "20"}]}}' | new_id)
PARTNER=$(api /partners '{"name": "Mara Lind", "email": "mara@example.com"}' | new_id)
api /links '{"code": "mara", "partnerId": "'$PARTNER'", "programId": "'$PROGRAM'"}'

# ${comments.visit}
CREF=$(curl -s -A "Mozilla/5.0 (X11; Linux x86_64) Firefox/150.0" \\
  -o /dev/null -w '%{redirect_url}' ${origin}/r/mara | sed 's/.*cref=//')
api /attribution/identify '{"cref": "'$CREF'", "userId": "user_1"}'

# ${comments.sale}
api /attribution/events '{"userId": "user_1", "type": "invoice_paid",
  "value": "100.00", "externalId": "invoice_1"}'
api "/commissions?partnerId=$PARTNER"`;
}
