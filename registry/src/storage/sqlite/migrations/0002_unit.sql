CREATE TABLE `units` (
	`sop` integer PRIMARY KEY NOT NULL,
	`rest` text NOT NULL,
	FOREIGN KEY (`sop`) REFERENCES `sops`(`key`) ON UPDATE no action ON DELETE no action
);
