package org.s2slab.exchange.scheduling;

/**
 * A Lync conference for a meeting.
 *
 * @param id its key in Lync, {@code onlineMeetingId}
 * @param joinUrl the address for participants
 * @param settings the access settings in Lync
 */
record BookedConference(String id, String joinUrl, ConferenceSettings settings) {}
