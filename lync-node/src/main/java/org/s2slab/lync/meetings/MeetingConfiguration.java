package org.s2slab.lync.meetings;

/**
 * The deployment's meeting configuration (Set-CsMeetingConfiguration) as far as it decides what a meeting is unless its
 * organizer says otherwise.
 *
 * @param admitAnonymousUsersByDefault whether anybody with the link comes in
 * @param designateAsPresenter who becomes a leader by joining
 * @param pstnCallersBypassLobby whether callers by telephone need not wait
 */
record MeetingConfiguration(
        boolean admitAnonymousUsersByDefault, LeaderAssignment designateAsPresenter, boolean pstnCallersBypassLobby) {
    static final MeetingConfiguration INSTALLED =
            new MeetingConfiguration(true, LeaderAssignment.SAME_ENTERPRISE, true);

    AccessLevel accessLevel() {
        return admitAnonymousUsersByDefault ? AccessLevel.EVERYONE : AccessLevel.SAME_ENTERPRISE;
    }
}
