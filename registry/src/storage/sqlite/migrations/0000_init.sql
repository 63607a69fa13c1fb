CREATE TABLE `agents` (
	`agent_id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`org_id` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `keys` (
	`hash` text PRIMARY KEY NOT NULL,
	`prefix` text NOT NULL,
	`agent_id` text NOT NULL,
	`scopes` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer,
	FOREIGN KEY (`agent_id`) REFERENCES `agents`(`agent_id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `log` (
	`sop` integer NOT NULL,
	`version` integer NOT NULL,
	`head` text NOT NULL,
	`id` text NOT NULL,
	`peer` text NOT NULL,
	`ts` integer NOT NULL,
	`arrival` integer NOT NULL,
	`hash` text,
	`outcome` text,
	`ops` text NOT NULL,
	`delta` text NOT NULL,
	PRIMARY KEY(`sop`, `version`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `log_by_patch` ON `log` (`sop`,`id`,`peer`) WHERE "log"."hash" is not null;--> statement-breakpoint
CREATE TABLE `notices` (
	`key` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`sop` integer NOT NULL,
	`agent` text NOT NULL,
	`id` text NOT NULL,
	`patch` text NOT NULL,
	`code` text NOT NULL,
	`path` text NOT NULL,
	`by` text NOT NULL,
	`detail` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`sop`) REFERENCES `sops`(`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notices_by_agent` ON `notices` (`sop`,`agent`,`id`);--> statement-breakpoint
CREATE TABLE `peers` (
	`sop` integer NOT NULL,
	`peer` text NOT NULL,
	`last` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`sop`, `peer`)
);
--> statement-breakpoint
CREATE TABLE `results` (
	`sop` integer NOT NULL,
	`id` text NOT NULL,
	`peer` text NOT NULL,
	`hash` text NOT NULL,
	`version` integer,
	`at` integer NOT NULL,
	`outcome` text,
	PRIMARY KEY(`sop`, `id`, `peer`)
);
--> statement-breakpoint
CREATE INDEX `results_by_age` ON `results` (`sop`,`at`);--> statement-breakpoint
CREATE TABLE `snapshots` (
	`sop` integer NOT NULL,
	`version` integer NOT NULL,
	`head` text NOT NULL,
	`arrival` integer NOT NULL,
	`graph` text NOT NULL,
	`side` text NOT NULL,
	`checksum` text NOT NULL,
	PRIMARY KEY(`sop`, `version`),
	FOREIGN KEY (`sop`) REFERENCES `sops`(`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `sops` (
	`key` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`org_id` text NOT NULL,
	`visibility` text NOT NULL,
	`created_by` text NOT NULL,
	`status` text NOT NULL,
	`approved_version` integer,
	`approved_by` text,
	`approved_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	`version` integer NOT NULL,
	`head` text NOT NULL,
	`name` text NOT NULL,
	`name_folded` text NOT NULL,
	`domain` text NOT NULL,
	`outcomes_from` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sops_id_unique` ON `sops` (`id`);--> statement-breakpoint
CREATE INDEX `sops_by_creator` ON `sops` (`created_by`);