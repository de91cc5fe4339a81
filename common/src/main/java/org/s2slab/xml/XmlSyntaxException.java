package org.s2slab.xml;

/** A document that is not well-formed, has a document type declaration, or is larger or deeper than is taken. */
public final class XmlSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient XmlLocation place;

    public XmlSyntaxException(XmlLocation place, String detail) {
        super(detail, null, false, false);
        this.place = place;
    }

    /** Where reading stopped. */
    public XmlLocation place() {
        return place;
    }

    /** What is wrong, in a sentence a sender may be told. */
    public String detail() {
        String message = getMessage();
        return message == null ? "The document is malformed." : message;
    }
}
