package org.s2slab.exchange.scheduling;

import java.util.List;
import java.util.Optional;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.xml.XmlElement;

/**
 * What an attendee answers.
 *
 * @param text of the message to the organiser
 * @param proposal {@code ProposedStart} and {@code ProposedEnd}, where the attendee wants another time
 * @param sends whether the organiser gets a message
 * @param copy the place for a copy of the message; empty for none
 */
public record MeetingAnswer(
        MeetingResponse response,
        ItemContent.Body text,
        List<XmlElement> proposal,
        boolean sends,
        Optional<SentCopy> copy) {
    public MeetingAnswer {
        proposal = List.copyOf(proposal);
    }
}
