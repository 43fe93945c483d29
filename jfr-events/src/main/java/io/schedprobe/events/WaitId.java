package io.schedprobe.events;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.MetadataDefinition;
import jdk.jfr.Name;
import jdk.jfr.Relational;

/** Ties the events of one wait together: the same number means the same wait. */
@MetadataDefinition
@Relational
@Name("schedprobe.WaitId")
@Label("Wait Id")
@Description("Binds the events that tell of the same wait")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface WaitId {}
