package org.s2slab.exchange.scheduling;

import java.util.List;
import java.util.Optional;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.xml.XmlElement;

/**
 * The answer of an attendee to an invitation.
 *
 * @param text the text of the message to the organiser
 * @param proposal {@code ProposedStart} and {@code ProposedEnd} if the attendee proposes a new time
 * @param sends whether the organiser receives a message
 * @param copy the folder for a copy of the message; empty for no copy
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
