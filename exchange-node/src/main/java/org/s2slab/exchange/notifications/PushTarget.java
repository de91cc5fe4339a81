package org.s2slab.exchange.notifications;

import java.net.URI;
import java.time.Duration;

/**
 * The listener of a push subscription.
 *
 * @param url the URL to which notifications are posted
 * @param frequency the time without events after which the server sends a status notification; also the maximum time of
 *     retries
 */
record PushTarget(URI url, Duration frequency) {}
