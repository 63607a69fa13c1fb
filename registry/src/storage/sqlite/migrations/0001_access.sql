CREATE TABLE `activity` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`sop` integer NOT NULL,
	`at` integer NOT NULL,
	`by` text NOT NULL,
	`event` text NOT NULL,
	FOREIGN KEY (`sop`) REFERENCES `sops`(`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `activity_by_sop` ON `activity` (`sop`,`seq`);--> statement-breakpoint
CREATE TABLE `invite_uses` (
	`invite` integer NOT NULL,
	`agent_id` text NOT NULL,
	PRIMARY KEY(`invite`, `agent_id`),
	FOREIGN KEY (`invite`) REFERENCES `invites`(`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `invites` (
	`key` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`sop` integer NOT NULL,
	`hash` text NOT NULL,
	`role` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer,
	`max_uses` integer,
	`agents` text,
	`uses` integer NOT NULL,
	`revoked_at` integer,
	FOREIGN KEY (`sop`) REFERENCES `sops`(`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invites_id_unique` ON `invites` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `invites_hash_unique` ON `invites` (`hash`);--> statement-breakpoint
CREATE INDEX `invites_by_sop` ON `invites` (`sop`);--> statement-breakpoint
CREATE TABLE `members` (
	`sop` integer NOT NULL,
	`agent_id` text NOT NULL,
	`role` text NOT NULL,
	`since` integer NOT NULL,
	`guest` integer NOT NULL,
	PRIMARY KEY(`sop`, `agent_id`),
	FOREIGN KEY (`sop`) REFERENCES `sops`(`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `members_by_agent` ON `members` (`agent_id`);--> statement-breakpoint
DROP INDEX `sops_by_creator`;--> statement-breakpoint
ALTER TABLE `keys` ADD `last_used_at` integer;--> statement-breakpoint
ALTER TABLE `keys` ADD `revoked_at` integer;--> statement-breakpoint
ALTER TABLE `keys` ADD `sop` text;--> statement-breakpoint
ALTER TABLE `keys` ADD `invite` text;--> statement-breakpoint
CREATE UNIQUE INDEX `keys_by_prefix` ON `keys` (`agent_id`,`prefix`);--> statement-breakpoint
CREATE INDEX `keys_by_sop` ON `keys` (`sop`) WHERE "keys"."sop" is not null;
--> statement-breakpoint
-- Until now a SOP was its creator's alone.
INSERT INTO `members` (`sop`, `agent_id`, `role`, `since`, `guest`) SELECT `key`, `created_by`, 'owner', `created_at`, 0 FROM `sops`;
