package org.s2slab.exchange.scheduling;

/**
 * A conference that Lync keeps for a meeting.
 *
 * @param id Lync's key for it, {@code onlineMeetingId}
 * @param joinUrl the address at which people join
 * @param settings who may come in, as Lync has set it
 */
record BookedConference(String id, String joinUrl, ConferenceSettings settings) {}
