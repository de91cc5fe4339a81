package org.s2slab.exchange.scheduling;

/**
 * The recipients of meeting messages (t:CalendarItemCreateOrDeleteOperationType, t:CalendarItemUpdateOperationType).
 */
public enum SendInvitationsMode {
    SendToNone,
    SendOnlyToAll,
    SendOnlyToChanged,
    SendToAllAndSaveCopy,
    SendToChangedAndSaveCopy;

    public boolean sends() {
        return this != SendToNone;
    }

    boolean onlyToChanged() {
        return this == SendOnlyToChanged || this == SendToChangedAndSaveCopy;
    }

    boolean savesCopy() {
        return this == SendToAllAndSaveCopy || this == SendToChangedAndSaveCopy;
    }
}
