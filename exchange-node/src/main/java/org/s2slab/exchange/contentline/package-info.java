/** Content lines: conversion of items to and from iCalendar (RFC 5545), and of contacts to vCard (RFC 2426). */
@NullMarked
package org.s2slab.exchange.contentline;

import org.jspecify.annotations.NullMarked;
