package org.s2slab.xml;

/** Thrown for a document that is not well-formed, has a document type declaration, or is too large or too deep. */
public final class XmlSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient XmlLocation place;

    public XmlSyntaxException(XmlLocation place, String detail) {
        super(detail, null, false, false);
        this.place = place;
    }

    /** The place where parsing stopped. */
    public XmlLocation place() {
        return place;
    }

    /** The fault, in a sentence for the sender. */
    public String detail() {
        String message = getMessage();
        return message == null ? "The document is malformed." : message;
    }
}
