package org.s2slab.exchange.notifications;

import java.net.URI;
import java.time.Duration;

/**
 * The listener of a push subscription.
 *
 * @param url to which notifications are posted
 * @param frequency the time without events after which the server says that it is there; so long it also tries again
 */
record PushTarget(URI url, Duration frequency) {}
