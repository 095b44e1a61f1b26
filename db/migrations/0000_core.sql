CREATE TABLE "attributions" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"click_id" uuid,
	"partner_id" uuid NOT NULL,
	"program_id" uuid NOT NULL,
	"terms_id" uuid NOT NULL,
	"weight" integer NOT NULL,
	CONSTRAINT "attributions_brand_id_id_pk" PRIMARY KEY("brand_id","id"),
	CONSTRAINT "attributions_weight" CHECK ("attributions"."weight" between 1 and 1000000)
);
--> statement-breakpoint
CREATE TABLE "decisions" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"click_id" uuid,
	"event_id" uuid,
	"partner_id" uuid,
	"program_id" uuid,
	"rule_id" text,
	"currency" text,
	"click_day" date,
	"reason" text,
	"actor" text NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "decisions_brand_id_id_pk" PRIMARY KEY("brand_id","id"),
	CONSTRAINT "decisions_target" CHECK (("decisions"."kind" in ('flag', 'unflag')) = ("decisions"."click_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "outcomes" (
	"brand_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"status" text NOT NULL,
	"model" text,
	"terms_id" uuid,
	"detail" json NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "outcomes_brand_id_event_id_pk" PRIMARY KEY("brand_id","event_id")
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"hash" text NOT NULL,
	"prefix" text NOT NULL,
	"scopes" text[],
	"partner_id" uuid,
	"created_at" timestamptz(3) NOT NULL,
	"expires_at" timestamptz(3),
	"revoked_at" timestamptz(3),
	CONSTRAINT "api_keys_brand_id_id_pk" PRIMARY KEY("brand_id","id"),
	CONSTRAINT "api_keys_hash_unique" UNIQUE("hash"),
	CONSTRAINT "api_keys_kind" CHECK ("api_keys"."kind" in ('secret', 'publishable', 'partner')),
	CONSTRAINT "api_keys_partner" CHECK (("api_keys"."kind" = 'partner') = ("api_keys"."partner_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "brands" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"support_email" text,
	"currency" text DEFAULT 'USD' NOT NULL,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"payout_thresholds" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"payout_schedule" text DEFAULT 'monthly' NOT NULL,
	"payout_rail" text DEFAULT 'auto' NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "brands_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "members" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"revoked_at" timestamptz(3),
	CONSTRAINT "members_brand_id_id_pk" PRIMARY KEY("brand_id","id"),
	CONSTRAINT "members_role" CHECK ("members"."role" in ('owner', 'admin', 'viewer'))
);
--> statement-breakpoint
CREATE TABLE "clicks" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"partner_id" uuid NOT NULL,
	"program_id" uuid NOT NULL,
	"link_id" uuid,
	"coupon_id" uuid,
	"ts" timestamptz(3) NOT NULL,
	"recorded_at" timestamptz(3) NOT NULL,
	"verdict" text NOT NULL,
	"verdict_reason" text,
	"landing_url" text,
	"referrer" text,
	"user_agent" text,
	"ip_hash" text,
	"country" text,
	"consent" text DEFAULT 'unknown' NOT NULL,
	"utm_source" text,
	"utm_medium" text,
	"utm_campaign" text,
	"utm_term" text,
	"utm_content" text,
	"sub1" text,
	"sub2" text,
	"sub3" text,
	"sub4" text,
	"sub5" text,
	CONSTRAINT "clicks_brand_id_id_pk" PRIMARY KEY("brand_id","id"),
	CONSTRAINT "clicks_through" CHECK ("clicks"."link_id" is not null or "clicks"."coupon_id" is not null),
	CONSTRAINT "clicks_verdict" CHECK ("clicks"."verdict" in ('valid', 'bot', 'prefetch', 'velocity', 'revoked', 'manual')),
	CONSTRAINT "clicks_consent" CHECK ("clicks"."consent" in ('granted', 'denied', 'unknown'))
);
--> statement-breakpoint
CREATE TABLE "commissions" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"partner_id" uuid NOT NULL,
	"program_id" uuid NOT NULL,
	"event_id" uuid,
	"click_day" date,
	"rule_id" text NOT NULL,
	"terms_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"net_minor" bigint,
	"arithmetic" jsonb,
	"available_at" timestamptz(3) NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"approved_at" timestamptz(3),
	"approved_by" text,
	"reversed_at" timestamptz(3),
	"reversed_by" text,
	"reason" text,
	"payout_id" uuid,
	"paid_at" timestamptz(3),
	CONSTRAINT "commissions_brand_id_id_pk" PRIMARY KEY("brand_id","id"),
	CONSTRAINT "commissions_kind" CHECK ("commissions"."kind" in ('accrual', 'correction', 'clawback', 'bonus', 'manual')),
	CONSTRAINT "commissions_status" CHECK ("commissions"."status" in ('pending', 'approved', 'paid', 'reversed')),
	CONSTRAINT "commissions_amount" CHECK ("commissions"."amount_minor" <> 0),
	CONSTRAINT "commissions_sign" CHECK ("commissions"."kind" <> 'accrual' or "commissions"."amount_minor" > 0),
	CONSTRAINT "commissions_source" CHECK ("commissions"."event_id" is null or "commissions"."click_day" is null)
);
--> statement-breakpoint
CREATE TABLE "event_aliases" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"source" text NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "event_aliases_brand_id_id_pk" PRIMARY KEY("brand_id","id")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"type" text NOT NULL,
	"external_id" text,
	"source" text NOT NULL,
	"ts" timestamptz(3) NOT NULL,
	"value_minor" bigint,
	"currency" text,
	"refund_of" text,
	"refund_of_id" uuid,
	"metadata" jsonb,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "events_brand_id_id_pk" PRIMARY KEY("brand_id","id"),
	CONSTRAINT "events_value" CHECK (("events"."value_minor" is null) = ("events"."currency" is null) and "events"."value_minor" >= 0)
);
--> statement-breakpoint
CREATE TABLE "customer_emails" (
	"brand_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"email_hash" text NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "customer_emails_brand_id_user_id_email_hash_pk" PRIMARY KEY("brand_id","user_id","email_hash")
);
--> statement-breakpoint
CREATE TABLE "customer_users" (
	"brand_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"customer_id" uuid NOT NULL,
	CONSTRAINT "customer_users_brand_id_user_id_pk" PRIMARY KEY("brand_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "customers" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "customers_brand_id_id_pk" PRIMARY KEY("brand_id","id")
);
--> statement-breakpoint
CREATE TABLE "identities" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"click_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"ts" timestamptz(3) NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "identities_brand_id_id_pk" PRIMARY KEY("brand_id","id")
);
--> statement-breakpoint
CREATE TABLE "coupons" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"partner_id" uuid NOT NULL,
	"program_id" uuid NOT NULL,
	"code" text NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "coupons_brand_id_id_pk" PRIMARY KEY("brand_id","id"),
	CONSTRAINT "coupons_owner" UNIQUE("brand_id","id","partner_id","program_id"),
	CONSTRAINT "coupons_status" CHECK ("coupons"."status" in ('active', 'paused'))
);
--> statement-breakpoint
CREATE TABLE "enrollments" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"partner_id" uuid NOT NULL,
	"program_id" uuid NOT NULL,
	"terms_id" uuid,
	"active_from" timestamptz(3) NOT NULL,
	"active_to" timestamptz(3),
	CONSTRAINT "enrollments_brand_id_id_pk" PRIMARY KEY("brand_id","id"),
	CONSTRAINT "enrollments_order" CHECK ("enrollments"."active_to" is null or "enrollments"."active_to" >= "enrollments"."active_from")
);
--> statement-breakpoint
CREATE TABLE "links" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"partner_id" uuid NOT NULL,
	"program_id" uuid NOT NULL,
	"code" text NOT NULL,
	"destination_url" text,
	"status" text DEFAULT 'active' NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "links_brand_id_id_pk" PRIMARY KEY("brand_id","id"),
	CONSTRAINT "links_owner" UNIQUE("brand_id","id","partner_id","program_id"),
	CONSTRAINT "links_status" CHECK ("links"."status" in ('active', 'paused'))
);
--> statement-breakpoint
CREATE TABLE "partner_periods" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"partner_id" uuid NOT NULL,
	"active_from" timestamptz(3) NOT NULL,
	"active_to" timestamptz(3),
	"ended_by" text,
	"end_reason" text,
	CONSTRAINT "partner_periods_brand_id_id_pk" PRIMARY KEY("brand_id","id"),
	CONSTRAINT "partner_periods_order" CHECK ("partner_periods"."active_to" is null or "partner_periods"."active_to" >= "partner_periods"."active_from")
);
--> statement-breakpoint
CREATE TABLE "partners" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"email" text NOT NULL,
	"email_hash" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"invited_at" timestamptz(3),
	CONSTRAINT "partners_brand_id_id_pk" PRIMARY KEY("brand_id","id")
);
--> statement-breakpoint
CREATE TABLE "idempotency_records" (
	"brand_id" uuid NOT NULL,
	"caller" text NOT NULL,
	"route" text NOT NULL,
	"key" text NOT NULL,
	"body_hash" text NOT NULL,
	"status" integer,
	"reply" text,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "idempotency_records_brand_id_caller_route_key_pk" PRIMARY KEY("brand_id","caller","route","key")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"topic" text NOT NULL,
	"subject" text NOT NULL,
	"payload" jsonb NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"relayed_at" timestamptz(3),
	CONSTRAINT "outbox_brand_id_id_pk" PRIMARY KEY("brand_id","id")
);
--> statement-breakpoint
CREATE TABLE "programs" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"destination_url" text NOT NULL,
	"allowed_domains" text[] DEFAULT '{}' NOT NULL,
	"currency" text NOT NULL,
	"time_zone" text NOT NULL,
	"starts_at" timestamptz(3),
	"ends_at" timestamptz(3),
	"status" text DEFAULT 'active' NOT NULL,
	"commission_approval" text DEFAULT 'auto' NOT NULL,
	"identify_auth" text DEFAULT 'open' NOT NULL,
	"identify_secret" text NOT NULL,
	"cookies" boolean DEFAULT true NOT NULL,
	"allow_self_referral" boolean DEFAULT false NOT NULL,
	"coupon_priority" text DEFAULT 'last_touch' NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "programs_brand_id_id_pk" PRIMARY KEY("brand_id","id"),
	CONSTRAINT "programs_status" CHECK ("programs"."status" in ('active', 'paused')),
	CONSTRAINT "programs_approval" CHECK ("programs"."commission_approval" in ('auto', 'manual')),
	CONSTRAINT "programs_identify" CHECK ("programs"."identify_auth" in ('open', 'signed', 'server')),
	CONSTRAINT "programs_coupon" CHECK ("programs"."coupon_priority" in ('last_touch', 'coupon', 'click'))
);
--> statement-breakpoint
CREATE TABLE "rederivations" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"program_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"status" text NOT NULL,
	"cursor" uuid,
	"customers_total" integer NOT NULL,
	"customers_done" integer DEFAULT 0 NOT NULL,
	"entries_posted" integer DEFAULT 0 NOT NULL,
	"error" text,
	"created_at" timestamptz(3) NOT NULL,
	"finished_at" timestamptz(3),
	CONSTRAINT "rederivations_brand_id_id_pk" PRIMARY KEY("brand_id","id"),
	CONSTRAINT "rederivations_status" CHECK ("rederivations"."status" in ('running', 'done', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "terms" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"program_id" uuid NOT NULL,
	"attribution_model" text NOT NULL,
	"half_life_days" integer NOT NULL,
	"attribution_window_days" integer NOT NULL,
	"cookie_window_days" integer NOT NULL,
	"holdback_days" integer NOT NULL,
	"rules" jsonb NOT NULL,
	"effective_from" timestamptz(3) NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"created_by" text NOT NULL,
	CONSTRAINT "terms_brand_id_id_pk" PRIMARY KEY("brand_id","id"),
	CONSTRAINT "terms_program" UNIQUE("brand_id","program_id","id"),
	CONSTRAINT "terms_model" CHECK ("terms"."attribution_model" in ('last_click', 'first_click', 'linear', 'position', 'time_decay')),
	CONSTRAINT "terms_half_life" CHECK ("terms"."half_life_days" between 1 and 365),
	CONSTRAINT "terms_window" CHECK ("terms"."attribution_window_days" between 1 and 365),
	CONSTRAINT "terms_cookie" CHECK ("terms"."cookie_window_days" between 1 and 365),
	CONSTRAINT "terms_holdback" CHECK ("terms"."holdback_days" between 0 and 365)
);
--> statement-breakpoint
ALTER TABLE "attributions" ADD CONSTRAINT "attributions_brand_id_event_id_events_brand_id_id_fk" FOREIGN KEY ("brand_id","event_id") REFERENCES "public"."events"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attributions" ADD CONSTRAINT "attributions_brand_id_click_id_clicks_brand_id_id_fk" FOREIGN KEY ("brand_id","click_id") REFERENCES "public"."clicks"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_brand_id_click_id_clicks_brand_id_id_fk" FOREIGN KEY ("brand_id","click_id") REFERENCES "public"."clicks"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_brand_id_event_id_events_brand_id_id_fk" FOREIGN KEY ("brand_id","event_id") REFERENCES "public"."events"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_brand_id_partner_id_partners_brand_id_id_fk" FOREIGN KEY ("brand_id","partner_id") REFERENCES "public"."partners"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_brand_id_program_id_programs_brand_id_id_fk" FOREIGN KEY ("brand_id","program_id") REFERENCES "public"."programs"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outcomes" ADD CONSTRAINT "outcomes_brand_id_event_id_events_brand_id_id_fk" FOREIGN KEY ("brand_id","event_id") REFERENCES "public"."events"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_of_a_partner" FOREIGN KEY ("brand_id","partner_id") REFERENCES "public"."partners"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clicks" ADD CONSTRAINT "clicks_brand_id_link_id_partner_id_program_id_links_fk" FOREIGN KEY ("brand_id","link_id","partner_id","program_id") REFERENCES "public"."links"("brand_id","id","partner_id","program_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clicks" ADD CONSTRAINT "clicks_brand_id_coupon_id_partner_id_program_id_coupons_fk" FOREIGN KEY ("brand_id","coupon_id","partner_id","program_id") REFERENCES "public"."coupons"("brand_id","id","partner_id","program_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commissions" ADD CONSTRAINT "commissions_brand_id_event_id_events_brand_id_id_fk" FOREIGN KEY ("brand_id","event_id") REFERENCES "public"."events"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commissions" ADD CONSTRAINT "commissions_brand_id_partner_id_partners_brand_id_id_fk" FOREIGN KEY ("brand_id","partner_id") REFERENCES "public"."partners"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commissions" ADD CONSTRAINT "commissions_terms" FOREIGN KEY ("brand_id","program_id","terms_id") REFERENCES "public"."terms"("brand_id","program_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_aliases" ADD CONSTRAINT "event_aliases_brand_id_event_id_events_brand_id_id_fk" FOREIGN KEY ("brand_id","event_id") REFERENCES "public"."events"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_brand_id_user_id_customer_users_brand_id_user_id_fk" FOREIGN KEY ("brand_id","user_id") REFERENCES "public"."customer_users"("brand_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_emails" ADD CONSTRAINT "customer_emails_brand_id_user_id_customer_users_brand_id_user_id_fk" FOREIGN KEY ("brand_id","user_id") REFERENCES "public"."customer_users"("brand_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_users" ADD CONSTRAINT "customer_users_brand_id_customer_id_customers_brand_id_id_fk" FOREIGN KEY ("brand_id","customer_id") REFERENCES "public"."customers"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identities" ADD CONSTRAINT "identities_brand_id_click_id_clicks_brand_id_id_fk" FOREIGN KEY ("brand_id","click_id") REFERENCES "public"."clicks"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identities" ADD CONSTRAINT "identities_brand_id_user_id_customer_users_brand_id_user_id_fk" FOREIGN KEY ("brand_id","user_id") REFERENCES "public"."customer_users"("brand_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coupons" ADD CONSTRAINT "coupons_brand_id_partner_id_partners_brand_id_id_fk" FOREIGN KEY ("brand_id","partner_id") REFERENCES "public"."partners"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coupons" ADD CONSTRAINT "coupons_brand_id_program_id_programs_brand_id_id_fk" FOREIGN KEY ("brand_id","program_id") REFERENCES "public"."programs"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrollments" ADD CONSTRAINT "enrollments_brand_id_partner_id_partners_brand_id_id_fk" FOREIGN KEY ("brand_id","partner_id") REFERENCES "public"."partners"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrollments" ADD CONSTRAINT "enrollments_brand_id_program_id_programs_brand_id_id_fk" FOREIGN KEY ("brand_id","program_id") REFERENCES "public"."programs"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrollments" ADD CONSTRAINT "enrollments_brand_id_terms_id_terms_brand_id_id_fk" FOREIGN KEY ("brand_id","terms_id") REFERENCES "public"."terms"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "links" ADD CONSTRAINT "links_brand_id_partner_id_partners_brand_id_id_fk" FOREIGN KEY ("brand_id","partner_id") REFERENCES "public"."partners"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "links" ADD CONSTRAINT "links_brand_id_program_id_programs_brand_id_id_fk" FOREIGN KEY ("brand_id","program_id") REFERENCES "public"."programs"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partner_periods" ADD CONSTRAINT "partner_periods_brand_id_partner_id_partners_brand_id_id_fk" FOREIGN KEY ("brand_id","partner_id") REFERENCES "public"."partners"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partners" ADD CONSTRAINT "partners_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotency_records" ADD CONSTRAINT "idempotency_records_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programs" ADD CONSTRAINT "programs_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rederivations" ADD CONSTRAINT "rederivations_brand_id_program_id_programs_brand_id_id_fk" FOREIGN KEY ("brand_id","program_id") REFERENCES "public"."programs"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "terms" ADD CONSTRAINT "terms_brand_id_program_id_programs_brand_id_id_fk" FOREIGN KEY ("brand_id","program_id") REFERENCES "public"."programs"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "attributions_event" ON "attributions" USING btree ("brand_id","event_id","click_id","partner_id");--> statement-breakpoint
CREATE INDEX "attributions_partner" ON "attributions" USING btree ("brand_id","partner_id","event_id");--> statement-breakpoint
CREATE INDEX "decisions_click" ON "decisions" USING btree ("brand_id","click_id") WHERE "decisions"."click_id" is not null;--> statement-breakpoint
CREATE INDEX "decisions_event" ON "decisions" USING btree ("brand_id","event_id") WHERE "decisions"."event_id" is not null;--> statement-breakpoint
CREATE INDEX "decisions_day" ON "decisions" USING btree ("brand_id","click_day") WHERE "decisions"."click_day" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "members_email" ON "members" USING btree ("brand_id",lower("email"));--> statement-breakpoint
CREATE INDEX "clicks_partner" ON "clicks" USING btree ("brand_id","partner_id","ts");--> statement-breakpoint
CREATE INDEX "commissions_event" ON "commissions" USING btree ("brand_id","event_id") WHERE "commissions"."event_id" is not null;--> statement-breakpoint
CREATE INDEX "commissions_partner" ON "commissions" USING btree ("brand_id","partner_id","id");--> statement-breakpoint
CREATE INDEX "commissions_pending" ON "commissions" USING btree ("brand_id","available_at") WHERE "commissions"."status" = 'pending';--> statement-breakpoint
CREATE UNIQUE INDEX "commissions_open_event" ON "commissions" USING btree ("brand_id","event_id","partner_id","program_id","rule_id","currency") WHERE "commissions"."event_id" is not null and "commissions"."status" in ('pending', 'approved') and "commissions"."payout_id" is null and "commissions"."kind" = 'accrual';--> statement-breakpoint
CREATE UNIQUE INDEX "commissions_open_day" ON "commissions" USING btree ("brand_id","partner_id","program_id","click_day","rule_id","currency") WHERE "commissions"."click_day" is not null and "commissions"."status" in ('pending', 'approved') and "commissions"."payout_id" is null and "commissions"."kind" = 'accrual';--> statement-breakpoint
CREATE UNIQUE INDEX "event_aliases_user" ON "event_aliases" USING btree ("brand_id","event_id","user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "events_external" ON "events" USING btree ("brand_id","external_id","type") WHERE "events"."external_id" is not null;--> statement-breakpoint
CREATE INDEX "events_user" ON "events" USING btree ("brand_id","user_id");--> statement-breakpoint
CREATE INDEX "events_refund_of" ON "events" USING btree ("brand_id","refund_of") WHERE "events"."refund_of" is not null;--> statement-breakpoint
CREATE INDEX "events_refund_of_id" ON "events" USING btree ("brand_id","refund_of_id") WHERE "events"."refund_of_id" is not null;--> statement-breakpoint
CREATE INDEX "customer_users_customer" ON "customer_users" USING btree ("brand_id","customer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "identities_user" ON "identities" USING btree ("brand_id","user_id","click_id");--> statement-breakpoint
CREATE INDEX "identities_click" ON "identities" USING btree ("brand_id","click_id");--> statement-breakpoint
CREATE UNIQUE INDEX "coupons_code" ON "coupons" USING btree ("brand_id",upper("code"));--> statement-breakpoint
CREATE INDEX "coupons_partner" ON "coupons" USING btree ("brand_id","partner_id","id");--> statement-breakpoint
CREATE INDEX "enrollments_partner" ON "enrollments" USING btree ("brand_id","partner_id","program_id","active_from");--> statement-breakpoint
CREATE UNIQUE INDEX "enrollments_open" ON "enrollments" USING btree ("brand_id","program_id","partner_id") WHERE "enrollments"."active_to" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "links_code" ON "links" USING btree ("brand_id","code");--> statement-breakpoint
CREATE INDEX "links_partner" ON "links" USING btree ("brand_id","partner_id","id");--> statement-breakpoint
CREATE INDEX "partner_periods_partner" ON "partner_periods" USING btree ("brand_id","partner_id","active_from");--> statement-breakpoint
CREATE UNIQUE INDEX "partner_periods_open" ON "partner_periods" USING btree ("brand_id","partner_id") WHERE "partner_periods"."active_to" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "partners_email" ON "partners" USING btree ("brand_id",lower("email"));--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_waiting" ON "outbox" USING btree ("id") WHERE "outbox"."relayed_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "programs_slug" ON "programs" USING btree ("brand_id","slug");--> statement-breakpoint
CREATE INDEX "rederivations_running" ON "rederivations" USING btree ("id") WHERE "rederivations"."status" = 'running';