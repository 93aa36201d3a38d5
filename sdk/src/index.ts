/** The door of the SDK: everything a program needs to speak to a consortium is exported here. */
export {};
