/** Why a connection closes that leaves too much unread: said by sockets and streams, and counted by it. */
export const SLOW_READER = "you read too slowly";
