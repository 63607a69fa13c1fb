CREATE TABLE `kept_versions` (
	`sop` integer NOT NULL,
	`version` integer NOT NULL,
	`agent` text,
	`at` integer NOT NULL,
	`label` text,
	`approved_by` text,
	`approved_at` integer,
	PRIMARY KEY(`sop`, `version`),
	FOREIGN KEY (`sop`) REFERENCES `sops`(`key`) ON UPDATE no action ON DELETE no action
);
