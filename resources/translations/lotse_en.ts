<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AccountConnection</name>
    <message numerus="yes">
        <source>Trusts only %n custom CA certificates.</source>
        <translation>
            <numerusform>Trusts only %Ln custom CA certificate.</numerusform>
            <numerusform>Trusts only %Ln custom CA certificates.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AccountsPage</name>
    <message numerus="yes">
        <source>%n registries</source>
        <translation>
            <numerusform>%Ln registry</numerusform>
            <numerusform>%Ln registries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AllPage</name>
    <message numerus="yes">
        <source>%n registries</source>
        <translation>
            <numerusform>%Ln registry</numerusform>
            <numerusform>%Ln registries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ArtifactHead</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CodeView</name>
    <message numerus="yes">
        <source>%n lines</source>
        <translation>
            <numerusform>%Ln line</numerusform>
            <numerusform>%Ln lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FacetMenu</name>
    <message numerus="yes">
        <source>%1: %n values</source>
        <translation>
            <numerusform>%1: %Ln value</numerusform>
            <numerusform>%1: %Ln values</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FailureReason</name>
    <message numerus="yes">
        <source>Errors in the log (%n lines)</source>
        <translation>
            <numerusform>Errors in the log (%Ln line)</numerusform>
            <numerusform>Errors in the log (%Ln lines)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FindingCounts</name>
    <message numerus="yes">
        <source>%n scans failed</source>
        <translation>
            <numerusform>%Ln scan failed</numerusform>
            <numerusform>%Ln scans failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n images not scanned</source>
        <translation>
            <numerusform>%Ln image not scanned</numerusform>
            <numerusform>%Ln images not scanned</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>occurrences</source>
        <comment>after a number</comment>
        <translation>
            <numerusform>occurrence</numerusform>
            <numerusform>occurrences</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>issues</source>
        <comment>after a number</comment>
        <translation>
            <numerusform>issue</numerusform>
            <numerusform>issues</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>vulnerabilities</source>
        <comment>after a number</comment>
        <translation>
            <numerusform>vulnerability</numerusform>
            <numerusform>vulnerabilities</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>packages</source>
        <comment>after a number</comment>
        <translation>
            <numerusform>package</numerusform>
            <numerusform>packages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>repositories</source>
        <comment>after a number</comment>
        <translation>
            <numerusform>repository</numerusform>
            <numerusform>repositories</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>fixable occurrences</source>
        <comment>after a number</comment>
        <translation>
            <numerusform>fixable occurrence</numerusform>
            <numerusform>fixable occurrences</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n reports not readable</source>
        <translation>
            <numerusform>%Ln report not readable</numerusform>
            <numerusform>%Ln reports not readable</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>images with findings</source>
        <comment>after a number</comment>
        <translation>
            <numerusform>after a number</numerusform>
            <numerusform>images with findings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FindingImages</name>
    <message numerus="yes">
        <source>In %n images</source>
        <translation>
            <numerusform>In %Ln image</numerusform>
            <numerusform>In %Ln images</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GrantDialog</name>
    <message numerus="yes">
        <source>Stage for %n projects</source>
        <translation>
            <numerusform>Stage for %Ln project</numerusform>
            <numerusform>Stage for %Ln projects</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImmutablePage</name>
    <message numerus="yes">
        <source>%n matching tags so far.</source>
        <translation>
            <numerusform>%Ln matching tag so far.</numerusform>
            <numerusform>%Ln matching tags so far.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tags of %1 currently match.</source>
        <translation>
            <numerusform>%Ln tag of %1 currently matches.</numerusform>
            <numerusform>%Ln tags of %1 currently match.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JobsPage</name>
    <message numerus="yes">
        <source>%n jobs pending</source>
        <translation>
            <numerusform>%Ln job pending</numerusform>
            <numerusform>%Ln jobs pending</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n queues paused</source>
        <translation>
            <numerusform>%Ln queue paused</numerusform>
            <numerusform>%Ln queues paused</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MatrixBar</name>
    <message numerus="yes">
        <source>%n members</source>
        <translation>
            <numerusform>%Ln member</numerusform>
            <numerusform>%Ln members</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n projects</source>
        <translation>
            <numerusform>%Ln project</numerusform>
            <numerusform>%Ln projects</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MemberDetail</name>
    <message numerus="yes">
        <source>Change %n roles…</source>
        <translation>
            <numerusform>Change %Ln role…</numerusform>
            <numerusform>Change %Ln roles…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OverviewActivity</name>
    <message numerus="yes">
        <source>%n audit entries</source>
        <translation>
            <numerusform>%Ln audit entry</numerusform>
            <numerusform>%Ln audit entries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OverviewFindings</name>
    <message numerus="yes">
        <source>%Ln findings</source>
        <translation>
            <numerusform>%Ln finding</numerusform>
            <numerusform>%Ln findings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OverviewStorage</name>
    <message numerus="yes">
        <source>+%n more</source>
        <translation>
            <numerusform>+%Ln more</numerusform>
            <numerusform>+%Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PostureDetail</name>
    <message numerus="yes">
        <source>Stage the fix (%n changes)</source>
        <translation>
            <numerusform>Stage the fix (%Ln change)</numerusform>
            <numerusform>Stage the fix (%Ln changes)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PosturePage</name>
    <message numerus="yes">
        <source>%n runs of this check set</source>
        <translation>
            <numerusform>%Ln run of this check set</numerusform>
            <numerusform>%Ln runs of this check set</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QuotaEditor</name>
    <message numerus="yes">
        <source>Limit of %n projects</source>
        <translation>
            <numerusform>Limit of %Ln project</numerusform>
            <numerusform>Limit of %Ln projects</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n projects. “used” and “limit” are the current values of each project.</source>
        <translation>
            <numerusform>%Ln project. “used” and “limit” are its current values.</numerusform>
            <numerusform>%Ln projects. “used” and “limit” are the current values of each project.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RetentionForm</name>
    <message numerus="yes">
        <source>Stage for %n projects</source>
        <translation>
            <numerusform>Stage for %Ln project</numerusform>
            <numerusform>Stage for %Ln projects</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReviewDecision</name>
    <message numerus="yes">
        <source>%n permissions</source>
        <translation>
            <numerusform>%Ln permission</numerusform>
            <numerusform>%Ln permissions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RobotForm</name>
    <message numerus="yes">
        <source>Stage for %n robot accounts</source>
        <translation>
            <numerusform>Stage for %Ln robot account</numerusform>
            <numerusform>Stage for %Ln robot accounts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunDialog</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ScheduleCard</name>
    <message numerus="yes">
        <source>%n runs were missed because the program was not open.</source>
        <translation>
            <numerusform>%Ln run was missed because the program was not open.</numerusform>
            <numerusform>%Ln runs were missed because the program was not open.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SecretDialog</name>
    <message numerus="yes">
        <source>Copied. The clipboard is cleared in %n s.</source>
        <translation>
            <numerusform>Copied. The clipboard is cleared in %Ln s.</numerusform>
            <numerusform>Copied. The clipboard is cleared in %Ln s.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new secrets</source>
        <translation>
            <numerusform>%Ln new secret</numerusform>
            <numerusform>%Ln new secrets</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SettingsLook</name>
    <message numerus="yes">
        <source>Refresh the open page every %n minutes.</source>
        <translation>
            <numerusform>Refresh the open page every minute.</numerusform>
            <numerusform>Refresh the open page every %Ln minutes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sync every %n minutes and after each sign-in.</source>
        <translation>
            <numerusform>Sync every minute and after each sign-in.</numerusform>
            <numerusform>Sync every %Ln minutes and after each sign-in.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SettingsStore</name>
    <message numerus="yes">
        <source>%1: %2 in %n reports</source>
        <translation>
            <numerusform>%1: %2 in %Ln report</numerusform>
            <numerusform>%1: %2 in %Ln reports</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n reports of deleted images</source>
        <translation>
            <numerusform>%1, %Ln report of deleted images</numerusform>
            <numerusform>%1, %Ln reports of deleted images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n reports (%1) belong to images that were deleted or that no account can see. Their findings will no longer be available here. Decisions are kept.</source>
        <translation>
            <numerusform>%Ln report (%1) belongs to an image that was deleted or that no account can see. Its findings will no longer be available here. Decisions are kept.</numerusform>
            <numerusform>%Ln reports (%1) belong to images that were deleted or that no account can see. Their findings will no longer be available here. Decisions are kept.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SnapshotCompare</name>
    <message numerus="yes">
        <source>%n parts were not read on both sides and are not compared.</source>
        <translation>
            <numerusform>%Ln part was not read on both sides and is not compared.</numerusform>
            <numerusform>%Ln parts were not read on both sides and are not compared.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message numerus="yes">
        <source>%n registries</source>
        <translation>
            <numerusform>%Ln registry</numerusform>
            <numerusform>%Ln registries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TableFoot</name>
    <message numerus="yes">
        <source>%n rows</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%Ln selected</numerusform>
            <numerusform>%Ln selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TableMenu</name>
    <message numerus="yes">
        <source>Copy %n rows</source>
        <translation>
            <numerusform>Copy %Ln row</numerusform>
            <numerusform>Copy %Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TableStates</name>
    <message numerus="yes">
        <source>This text is not in the %n loaded rows.</source>
        <translation>
            <numerusform>This text is not in the %Ln loaded row.</numerusform>
            <numerusform>This text is not in the %Ln loaded rows.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WorkbenchPage</name>
    <message numerus="yes">
        <source>%n rows</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WorkbenchSelection</name>
    <message numerus="yes">
        <source>%n rows selected</source>
        <translation>
            <numerusform>%Ln row selected</numerusform>
            <numerusform>%Ln rows selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %Ln matching occurrences selected</source>
        <translation>
            <numerusform>%Ln matching occurrence selected</numerusform>
            <numerusform>All %Ln matching occurrences selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Select all %Ln matching occurrences</source>
        <translation>
            <numerusform>Select %Ln matching occurrence</numerusform>
            <numerusform>Select all %Ln matching occurrences</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>core</name>
    <message numerus="yes">
        <source>%Ln findings</source>
        <comment>%Ln finding</comment>
        <translation>
            <numerusform>%Ln finding</numerusform>
            <numerusform>%Ln findings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln images</source>
        <comment>%Ln image</comment>
        <translation>
            <numerusform>%Ln image</numerusform>
            <numerusform>%Ln images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The EPSS list is %Ln days old. Import a newer file.</source>
        <comment>The EPSS list is %Ln day old. Import a newer file.</comment>
        <translation>
            <numerusform>The EPSS list is %Ln day old. Import a newer file.</numerusform>
            <numerusform>The EPSS list is %Ln days old. Import a newer file.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln entries</source>
        <comment>%1: %Ln entry</comment>
        <translation>
            <numerusform>%1: %Ln entry</numerusform>
            <numerusform>%1: %Ln entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln findings in %1 follow the changed decision.</source>
        <comment>%Ln finding in %1 follows the changed decision.</comment>
        <translation>
            <numerusform>%Ln finding in %1 follows the changed decision.</numerusform>
            <numerusform>%Ln findings in %1 follow the changed decision.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It also reaches %Ln findings that are not selected.</source>
        <comment>It also reaches %Ln finding that is not selected.</comment>
        <translation>
            <numerusform>It also reaches %Ln finding that is not selected.</numerusform>
            <numerusform>It also reaches %Ln findings that are not selected.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows could not be read and are not shown.</source>
        <comment>%Ln row could not be read and is not shown.</comment>
        <translation>
            <numerusform>%Ln row could not be read and is not shown.</numerusform>
            <numerusform>%Ln rows could not be read and are not shown.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>expired %Ln days ago</source>
        <comment>expired %Ln day ago</comment>
        <translation>
            <numerusform>expired %Ln day ago</numerusform>
            <numerusform>expired %Ln days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %Ln days</source>
        <comment>in %Ln day</comment>
        <translation>
            <numerusform>in %Ln day</numerusform>
            <numerusform>in %Ln days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln decisions</source>
        <comment>%Ln decision</comment>
        <translation>
            <numerusform>%Ln decision</numerusform>
            <numerusform>%Ln decisions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>CVSS %1, %Ln artifacts</source>
        <comment>CVSS %1, %Ln artifact</comment>
        <translation>
            <numerusform>CVSS %1, %Ln artifact</numerusform>
            <numerusform>CVSS %1, %Ln artifacts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln vulnerabilities carry a decision of the document (analysis), which is not applied here. Import it with &quot;vex import&quot;, too.</source>
        <comment>%Ln vulnerability carries a decision of the document (analysis), which is not applied here. Import it with &quot;vex import&quot;, too.</comment>
        <translation>
            <numerusform>%Ln vulnerability carries a decision of the document (analysis), which is not applied here. Import it with &quot;vex import&quot;, too.</numerusform>
            <numerusform>%Ln vulnerabilities carry a decision of the document (analysis), which is not applied here. Import it with &quot;vex import&quot;, too.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more rows could not be read.</source>
        <comment>%Ln more row could not be read.</comment>
        <translation>
            <numerusform>%Ln more row could not be read.</numerusform>
            <numerusform>%Ln more rows could not be read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more quotas are full or nearly full</source>
        <comment>%Ln more quota is full or nearly full</comment>
        <translation>
            <numerusform>%Ln more quota is full or nearly full</numerusform>
            <numerusform>%Ln more quotas are full or nearly full</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more replications failed</source>
        <comment>%Ln more replication failed</comment>
        <translation>
            <numerusform>%Ln more replication failed</numerusform>
            <numerusform>%Ln more replications failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more robots expired or expire soon</source>
        <comment>%Ln more robot expired or expires soon</comment>
        <translation>
            <numerusform>%Ln more robot expired or expires soon</numerusform>
            <numerusform>%Ln more robots expired or expire soon</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more webhooks failed</source>
        <comment>%Ln more webhook failed</comment>
        <translation>
            <numerusform>%Ln more webhook failed</numerusform>
            <numerusform>%Ln more webhooks failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <comment>and %Ln more</comment>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Decisions on %Ln findings stated in %1.</source>
        <comment>Decisions on %Ln finding stated in %1.</comment>
        <translation>
            <numerusform>Decisions on %Ln finding stated in %1.</numerusform>
            <numerusform>Decisions on %Ln findings stated in %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln findings saved as %1.</source>
        <comment>%Ln finding saved as %1.</comment>
        <translation>
            <numerusform>%Ln finding saved as %1.</numerusform>
            <numerusform>%Ln findings saved as %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows copied.</source>
        <comment>%Ln row copied.</comment>
        <translation>
            <numerusform>%Ln row copied.</numerusform>
            <numerusform>%Ln rows copied.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows saved as %1</source>
        <comment>%Ln row saved as %1</comment>
        <translation>
            <numerusform>%Ln row saved as %1</numerusform>
            <numerusform>%Ln rows saved as %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows saved as %1, marked as incomplete: %2</source>
        <comment>%Ln row saved as %1, marked as incomplete: %2</comment>
        <translation>
            <numerusform>%Ln row saved as %1, marked as incomplete: %2</numerusform>
            <numerusform>%Ln rows saved as %1, marked as incomplete: %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln statements are superseded by a newer one.</source>
        <comment>%Ln statement is superseded by a newer one.</comment>
        <translation>
            <numerusform>%Ln statement is superseded by a newer one.</numerusform>
            <numerusform>%Ln statements are superseded by a newer one.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln statements contradict others of the same time and hide nothing.</source>
        <comment>%Ln statement contradicts another one of the same time and hides nothing.</comment>
        <translation>
            <numerusform>%Ln statement contradicts another one of the same time and hides nothing.</numerusform>
            <numerusform>%Ln statements contradict others of the same time and hide nothing.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln secrets</source>
        <comment>%Ln secret</comment>
        <translation>
            <numerusform>%Ln secret</numerusform>
            <numerusform>%Ln secrets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln misconfigurations</source>
        <comment>%Ln misconfiguration</comment>
        <translation>
            <numerusform>%Ln misconfiguration</numerusform>
            <numerusform>%Ln misconfigurations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln licences</source>
        <comment>%Ln licence</comment>
        <translation>
            <numerusform>%Ln licence</numerusform>
            <numerusform>%Ln licences</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln suppressed by the scanner</source>
        <comment>%Ln suppressed by the scanner</comment>
        <translation>
            <numerusform>%Ln suppressed by the scanner</numerusform>
            <numerusform>%Ln suppressed by the scanner</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 in %2, %Ln already decided.</source>
        <comment>%1 in %2, %Ln already decided.</comment>
        <translation>
            <numerusform>%1 in %2, %Ln already decided.</numerusform>
            <numerusform>%1 in %2, %Ln already decided.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The KEV list is %Ln days old. Import a newer file.</source>
        <comment>The KEV list is %Ln day old. Import a newer file.</comment>
        <translation>
            <numerusform>The KEV list is %Ln day old. Import a newer file.</numerusform>
            <numerusform>The KEV list is %Ln days old. Import a newer file.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in an attestation with %Ln signatures, not verified</source>
        <comment>in an attestation with %Ln signature, not verified</comment>
        <translation>
            <numerusform>in an attestation with %Ln signature, not verified</numerusform>
            <numerusform>in an attestation with %Ln signatures, not verified</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %Ln findings are already decided. Withdraw or change the decision first.</source>
        <comment>The finding is already decided. Withdraw or change the decision first.</comment>
        <translation>
            <numerusform>The finding is already decided. Withdraw or change the decision first.</numerusform>
            <numerusform>All %Ln findings are already decided. Withdraw or change the decision first.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln decided findings follow this decision.</source>
        <comment>%Ln decided finding follows this decision.</comment>
        <translation>
            <numerusform>%Ln decided finding follows this decision.</numerusform>
            <numerusform>%Ln decided findings follow this decision.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lines of the report are not readable and missing here.</source>
        <comment>%Ln line of the report is not readable and missing here.</comment>
        <translation>
            <numerusform>%Ln line of the report is not readable and missing here.</numerusform>
            <numerusform>%Ln lines of the report are not readable and missing here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln repositories, list incomplete: %1</source>
        <comment>%Ln repository, list incomplete: %1</comment>
        <translation>
            <numerusform>%Ln repository, list incomplete: %1</numerusform>
            <numerusform>%Ln repositories, list incomplete: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln tags, list incomplete: %1</source>
        <comment>%Ln tag, list incomplete: %1</comment>
        <translation>
            <numerusform>%Ln tag, list incomplete: %1</numerusform>
            <numerusform>%Ln tags, list incomplete: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>project, %Ln entries, expired</source>
        <comment>project, %Ln entry, expired</comment>
        <translation>
            <numerusform>project, %Ln entry, expired</numerusform>
            <numerusform>project, %Ln entries, expired</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>project, %Ln entries</source>
        <comment>project, %Ln entry</comment>
        <translation>
            <numerusform>project, %Ln entry</numerusform>
            <numerusform>project, %Ln entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped at %Ln rows. Refresh to continue.</source>
        <comment>Stopped at %Ln row. Refresh to continue.</comment>
        <translation>
            <numerusform>Stopped at %Ln row. Refresh to continue.</numerusform>
            <numerusform>Stopped at %Ln rows. Refresh to continue.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln findings are already decided and unchanged.</source>
        <comment>%Ln finding is already decided and unchanged.</comment>
        <translation>
            <numerusform>%Ln finding is already decided and unchanged.</numerusform>
            <numerusform>%Ln findings are already decided and unchanged.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln statements have no matches.</source>
        <comment>%Ln statement has no matches.</comment>
        <translation>
            <numerusform>%Ln statement has no matches.</numerusform>
            <numerusform>%Ln statements have no matches.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln artifacts have %1 findings: ties are sorted by low findings, then by name; the registry defines no order.</source>
        <comment>%Ln artifact has %1 findings: ties are sorted by low findings, then by name; the registry defines no order.</comment>
        <translation>
            <numerusform>%Ln artifact has %1 findings: ties are sorted by low findings, then by name; the registry defines no order.</numerusform>
            <numerusform>%Ln artifacts have %1 findings: ties are sorted by low findings, then by name; the registry defines no order.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln vulnerabilities have %1: ties are in any order in the registry, by number of artifacts in the local store.</source>
        <comment>%Ln vulnerability has %1: ties are in any order in the registry, by number of artifacts in the local store.</comment>
        <translation>
            <numerusform>%Ln vulnerability has %1: ties are in any order in the registry, by number of artifacts in the local store.</numerusform>
            <numerusform>%Ln vulnerabilities have %1: ties are in any order in the registry, by number of artifacts in the local store.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln CVEs are already on the allowlist: %1</source>
        <comment>%Ln CVE is already on the allowlist: %1</comment>
        <translation>
            <numerusform>%Ln CVE is already on the allowlist: %1</numerusform>
            <numerusform>%Ln CVEs are already on the allowlist: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln CVEs are not on the allowlist: %1</source>
        <comment>%Ln CVE is not on the allowlist: %1</comment>
        <translation>
            <numerusform>%Ln CVE is not on the allowlist: %1</numerusform>
            <numerusform>%Ln CVEs are not on the allowlist: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Adds %Ln vulnerabilities to %1: %2, …</source>
        <comment>Adds %Ln vulnerability to %1: %2, …</comment>
        <translation>
            <numerusform>Adds %Ln vulnerability to %1: %2, …</numerusform>
            <numerusform>Adds %Ln vulnerabilities to %1: %2, …</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Removes %Ln vulnerabilities from %1: %2, …</source>
        <comment>Removes %Ln vulnerability from %1: %2, …</comment>
        <translation>
            <numerusform>Removes %Ln vulnerability from %1: %2, …</numerusform>
            <numerusform>Removes %Ln vulnerabilities from %1: %2, …</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln blocked images become pullable.</source>
        <comment>%Ln blocked image becomes pullable.</comment>
        <translation>
            <numerusform>%Ln blocked image becomes pullable.</numerusform>
            <numerusform>%Ln blocked images become pullable.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pullable images become blocked.</source>
        <comment>%Ln pullable image becomes blocked.</comment>
        <translation>
            <numerusform>%Ln pullable image becomes blocked.</numerusform>
            <numerusform>%Ln pullable images become blocked.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln affected images stay blocked by other findings.</source>
        <comment>%Ln affected image stays blocked by other findings.</comment>
        <translation>
            <numerusform>%Ln affected image stays blocked by other findings.</numerusform>
            <numerusform>%Ln affected images stay blocked by other findings.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln images without a report stay blocked.</source>
        <comment>%Ln image without a report stays blocked.</comment>
        <translation>
            <numerusform>%Ln image without a report stays blocked.</numerusform>
            <numerusform>%Ln images without a report stay blocked.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>EPSS of %1: %Ln vulnerabilities have a score, changed: %2.</source>
        <comment>EPSS of %1: %Ln vulnerability has a score, changed: %2.</comment>
        <translation>
            <numerusform>EPSS of %1: %Ln vulnerability has a score, changed: %2.</numerusform>
            <numerusform>EPSS of %1: %Ln vulnerabilities have a score, changed: %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>KEV of %1: %Ln known exploited vulnerabilities, none new.</source>
        <comment>KEV of %1: %Ln known exploited vulnerability, none new.</comment>
        <translation>
            <numerusform>KEV of %1: %Ln known exploited vulnerability, none new.</numerusform>
            <numerusform>KEV of %1: %Ln known exploited vulnerabilities, none new.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>KEV of %1: %Ln known exploited vulnerabilities, new: %2.</source>
        <comment>KEV of %1: %Ln known exploited vulnerability, new: %2.</comment>
        <translation>
            <numerusform>KEV of %1: %Ln known exploited vulnerability, new: %2.</numerusform>
            <numerusform>KEV of %1: %Ln known exploited vulnerabilities, new: %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln projects were not visible in the last sync of %1; their data is older.</source>
        <comment>%Ln project was not visible in the last sync of %1; its data is older.</comment>
        <translation>
            <numerusform>%Ln project was not visible in the last sync of %1; its data is older.</numerusform>
            <numerusform>%Ln projects were not visible in the last sync of %1; their data is older.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln accounts in %1 are not readable and are skipped.</source>
        <comment>%Ln account in %1 is not readable and is skipped.</comment>
        <translation>
            <numerusform>%Ln account in %1 is not readable and is skipped.</numerusform>
            <numerusform>%Ln accounts in %1 are not readable and are skipped.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: reports of %Ln images are not synced yet.</source>
        <comment>%1: reports of %Ln image are not synced yet.</comment>
        <translation>
            <numerusform>%1: reports of %Ln image are not synced yet.</numerusform>
            <numerusform>%1: reports of %Ln images are not synced yet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more lists are incomplete.</source>
        <comment>%Ln more list is incomplete.</comment>
        <translation>
            <numerusform>%Ln more list is incomplete.</numerusform>
            <numerusform>%Ln more lists are incomplete.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The manifests of %Ln tags were not loaded.</source>
        <comment>The manifest of %Ln tag was not loaded.</comment>
        <translation>
            <numerusform>The manifest of %Ln tag was not loaded.</numerusform>
            <numerusform>The manifests of %Ln tags were not loaded.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows copied, incomplete: %1</source>
        <comment>%Ln row copied, incomplete: %1</comment>
        <translation>
            <numerusform>%Ln row copied, incomplete: %1</numerusform>
            <numerusform>%Ln rows copied, incomplete: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln findings have no package type: matched by name and version.</source>
        <comment>%Ln finding has no package type: matched by name and version.</comment>
        <translation>
            <numerusform>%Ln finding has no package type: matched by name and version.</numerusform>
            <numerusform>%Ln findings have no package type: matched by name and version.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln unknown products were skipped.</source>
        <comment>%Ln unknown product was skipped.</comment>
        <translation>
            <numerusform>%Ln unknown product was skipped.</numerusform>
            <numerusform>%Ln unknown products were skipped.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln findings have versions not comparable to the stated range and stay open.</source>
        <comment>%Ln finding has a version not comparable to the stated range and stays open.</comment>
        <translation>
            <numerusform>%Ln finding has a version not comparable to the stated range and stays open.</numerusform>
            <numerusform>%Ln findings have versions not comparable to the stated range and stay open.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln statements are not final, included.</source>
        <comment>%Ln statement is not final, included.</comment>
        <translation>
            <numerusform>%Ln statement is not final, included.</numerusform>
            <numerusform>%Ln statements are not final, included.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln statements are not final, skipped.</source>
        <comment>%Ln statement is not final, skipped.</comment>
        <translation>
            <numerusform>%Ln statement is not final, skipped.</numerusform>
            <numerusform>%Ln statements are not final, skipped.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln results without a vulnerability</source>
        <comment>%Ln result without a vulnerability</comment>
        <translation>
            <numerusform>%Ln result without a vulnerability</numerusform>
            <numerusform>%Ln results without a vulnerability</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not applicable according to the report</source>
        <comment>%Ln not applicable according to the report</comment>
        <translation>
            <numerusform>%Ln not applicable according to the report</numerusform>
            <numerusform>%Ln not applicable according to the report</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln findings have no package.</source>
        <comment>%Ln finding has no package.</comment>
        <translation>
            <numerusform>%Ln finding has no package.</numerusform>
            <numerusform>%Ln findings have no package.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The severity of %Ln rows is derived from the score or level; the report has none.</source>
        <comment>The severity of %Ln row is derived from the score or level; the report has none.</comment>
        <translation>
            <numerusform>The severity of %Ln row is derived from the score or level; the report has none.</numerusform>
            <numerusform>The severity of %Ln rows is derived from the score or level; the report has none.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln images or reports of %1 in the local store are damaged and skipped. The next sync loads them again.</source>
        <comment>%Ln image or report of %1 in the local store is damaged and skipped. The next sync loads it again.</comment>
        <translation>
            <numerusform>%Ln image or report of %1 in the local store is damaged and skipped. The next sync loads it again.</numerusform>
            <numerusform>%Ln images or reports of %1 in the local store are damaged and skipped. The next sync loads them again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>First-seen dates of %Ln repositories of %1 could not be read; due dates may be too late.</source>
        <comment>First-seen dates of %Ln repository of %1 could not be read; due dates may be too late.</comment>
        <translation>
            <numerusform>First-seen dates of %Ln repository of %1 could not be read; due dates may be too late.</numerusform>
            <numerusform>First-seen dates of %Ln repositories of %1 could not be read; due dates may be too late.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: reports of %Ln images are unreadable or incomplete.</source>
        <comment>%1: reports of %Ln image are unreadable or incomplete.</comment>
        <translation>
            <numerusform>%1: reports of %Ln image are unreadable or incomplete.</numerusform>
            <numerusform>%1: reports of %Ln images are unreadable or incomplete.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln decisions are dated in the future and are not in force. Check the clock of this computer.</source>
        <comment>%Ln decision is dated in the future and is not in force. Check the clock of this computer.</comment>
        <translation>
            <numerusform>%Ln decision is dated in the future and is not in force. Check the clock of this computer.</numerusform>
            <numerusform>%Ln decisions are dated in the future and are not in force. Check the clock of this computer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln done</source>
        <comment>%Ln done</comment>
        <translation>
            <numerusform>%Ln done</numerusform>
            <numerusform>%Ln done</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln unknown</source>
        <comment>%Ln unknown</comment>
        <translation>
            <numerusform>%Ln unknown</numerusform>
            <numerusform>%Ln unknown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln left</source>
        <comment>%Ln left</comment>
        <translation>
            <numerusform>%Ln left</numerusform>
            <numerusform>%Ln left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Apply %Ln changes to %1</source>
        <comment>Apply %Ln change to %1</comment>
        <translation>
            <numerusform>Apply %Ln change to %1</numerusform>
            <numerusform>Apply %Ln changes to %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln done and proved</source>
        <comment>%Ln done and proved</comment>
        <translation>
            <numerusform>%Ln done and proved</numerusform>
            <numerusform>%Ln done and proved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln accepted, not proved</source>
        <comment>%Ln accepted, not proved</comment>
        <translation>
            <numerusform>%Ln accepted, not proved</numerusform>
            <numerusform>%Ln accepted, not proved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln in conflict</source>
        <comment>%Ln in conflict</comment>
        <translation>
            <numerusform>%Ln in conflict</numerusform>
            <numerusform>%Ln in conflict</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln failed</source>
        <comment>%Ln failed</comment>
        <translation>
            <numerusform>%Ln failed</numerusform>
            <numerusform>%Ln failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln skipped</source>
        <comment>%Ln skipped</comment>
        <translation>
            <numerusform>%Ln skipped</numerusform>
            <numerusform>%Ln skipped</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>also deletes its %Ln platform images, unless a tag or another index uses them</source>
        <comment>also deletes its %Ln platform image, unless a tag or another index uses it</comment>
        <translation>
            <numerusform>also deletes its %Ln platform image, unless a tag or another index uses it</numerusform>
            <numerusform>also deletes its %Ln platform images, unless a tag or another index uses them</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln days</source>
        <comment>%Ln day</comment>
        <translation>
            <numerusform>%Ln day</numerusform>
            <numerusform>%Ln days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>deletes %Ln artifacts</source>
        <comment>deletes %Ln artifact</comment>
        <translation>
            <numerusform>deletes %Ln artifact</numerusform>
            <numerusform>deletes %Ln artifacts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>pulled %Ln times</source>
        <comment>pulled %Ln time</comment>
        <translation>
            <numerusform>pulled %Ln time</numerusform>
            <numerusform>pulled %Ln times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only the first %Ln rows are loaded. Narrow the filter, or export.</source>
        <comment>Only the first %Ln row is loaded. Narrow the filter, or export.</comment>
        <translation>
            <numerusform>Only the first %Ln row is loaded. Narrow the filter, or export.</numerusform>
            <numerusform>Only the first %Ln rows are loaded. Narrow the filter, or export.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Week of %1: %Ln entries</source>
        <comment>Week of %1: %Ln entry</comment>
        <translation>
            <numerusform>Week of %1: %Ln entry</numerusform>
            <numerusform>Week of %1: %Ln entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tags of %Ln artifacts</source>
        <comment>Tags of %Ln artifact</comment>
        <translation>
            <numerusform>Tags of %Ln artifact</numerusform>
            <numerusform>Tags of %Ln artifacts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Labels of %Ln artifacts</source>
        <comment>Labels of %Ln artifact</comment>
        <translation>
            <numerusform>Labels of %Ln artifact</numerusform>
            <numerusform>Labels of %Ln artifacts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copy %Ln artifacts</source>
        <comment>Copy %Ln artifact</comment>
        <translation>
            <numerusform>Copy %Ln artifact</numerusform>
            <numerusform>Copy %Ln artifacts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln artifacts</source>
        <comment>Delete %Ln artifact</comment>
        <translation>
            <numerusform>Delete %Ln artifact</numerusform>
            <numerusform>Delete %Ln artifacts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and %Ln more</source>
        <comment>%1 and %Ln more</comment>
        <translation>
            <numerusform>%1 and %Ln more</numerusform>
            <numerusform>%1 and %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stage %Ln changes</source>
        <comment>Stage %Ln change</comment>
        <translation>
            <numerusform>Stage %Ln change</numerusform>
            <numerusform>Stage %Ln changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Retention of %Ln projects</source>
        <comment>Retention of %Ln project</comment>
        <translation>
            <numerusform>Retention of %Ln project</numerusform>
            <numerusform>Retention of %Ln projects</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rules</source>
        <comment>%Ln rule</comment>
        <translation>
            <numerusform>%Ln rule</numerusform>
            <numerusform>%Ln rules</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln robot accounts</source>
        <comment>%Ln robot account</comment>
        <translation>
            <numerusform>%Ln robot account</numerusform>
            <numerusform>%Ln robot accounts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln days from now</source>
        <comment>%Ln day from now</comment>
        <translation>
            <numerusform>%Ln day from now</numerusform>
            <numerusform>%Ln days from now</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln permissions</source>
        <comment>%Ln permission</comment>
        <translation>
            <numerusform>%Ln permission</numerusform>
            <numerusform>%Ln permissions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln projects</source>
        <comment>%Ln project</comment>
        <translation>
            <numerusform>%Ln project</numerusform>
            <numerusform>%Ln projects</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln artifacts show fewer attached signatures than before. See Security, Signatures.</source>
        <comment>%Ln artifact shows fewer attached signatures than before. See Security, Signatures.</comment>
        <translation>
            <numerusform>%Ln artifact shows fewer attached signatures than before. See Security, Signatures.</numerusform>
            <numerusform>%Ln artifacts show fewer attached signatures than before. See Security, Signatures.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>presence only: %Ln without a valid signature</source>
        <comment>presence only: %Ln without a valid signature</comment>
        <translation>
            <numerusform>presence only: %Ln without a valid signature</numerusform>
            <numerusform>presence only: %Ln without a valid signature</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln entries are damaged in the local store and are not shown.</source>
        <comment>%Ln entry is damaged in the local store and is not shown.</comment>
        <translation>
            <numerusform>%Ln entry is damaged in the local store and is not shown.</numerusform>
            <numerusform>%Ln entries are damaged in the local store and are not shown.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln entries have no readable time and are not shown.</source>
        <comment>%Ln entry has no readable time and is not shown.</comment>
        <translation>
            <numerusform>%Ln entry has no readable time and is not shown.</numerusform>
            <numerusform>%Ln entries have no readable time and are not shown.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln entries; the local store begins on %1.</source>
        <comment>%Ln entry; the local store begins on %1.</comment>
        <translation>
            <numerusform>%Ln entry; the local store begins on %1.</numerusform>
            <numerusform>%Ln entries; the local store begins on %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>its %Ln platform images stay until garbage collection</source>
        <comment>its %Ln platform image stays until garbage collection</comment>
        <translation>
            <numerusform>its %Ln platform image stays until garbage collection</numerusform>
            <numerusform>its %Ln platform images stay until garbage collection</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln changes staged. Review them with Ctrl+Enter; nothing was sent.</source>
        <comment>%Ln change staged. Review it with Ctrl+Enter; nothing was sent.</comment>
        <translation>
            <numerusform>%Ln change staged. Review it with Ctrl+Enter; nothing was sent.</numerusform>
            <numerusform>%Ln changes staged. Review them with Ctrl+Enter; nothing was sent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln changes</source>
        <comment>%Ln change</comment>
        <translation>
            <numerusform>%Ln change</numerusform>
            <numerusform>%Ln changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not read</source>
        <comment>%Ln not read</comment>
        <translation>
            <numerusform>%Ln not read</numerusform>
            <numerusform>%Ln not read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln names in the list of %1 are invalid and were left out (first: &quot;%2&quot;).</source>
        <comment>%Ln name in the list of %1 is invalid and was left out: &quot;%2&quot;.</comment>
        <translation>
            <numerusform>%Ln name in the list of %1 is invalid and was left out: &quot;%2&quot;.</numerusform>
            <numerusform>%Ln names in the list of %1 are invalid and were left out (first: &quot;%2&quot;).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln statements cannot be read and were skipped.</source>
        <comment>%Ln statement cannot be read and was skipped.</comment>
        <translation>
            <numerusform>%Ln statement cannot be read and was skipped.</numerusform>
            <numerusform>%Ln statements cannot be read and were skipped.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>only the index is signed, its %Ln images are not</source>
        <comment>only the index is signed, its %Ln image is not</comment>
        <translation>
            <numerusform>only the index is signed, its %Ln image is not</numerusform>
            <numerusform>only the index is signed, its %Ln images are not</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln differences.</source>
        <comment>%Ln difference.</comment>
        <translation>
            <numerusform>%Ln difference.</numerusform>
            <numerusform>%Ln differences.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln changes that were not applied are staged again.</source>
        <comment>%Ln change that was not applied is staged again.</comment>
        <translation>
            <numerusform>%Ln change that was not applied is staged again.</numerusform>
            <numerusform>%Ln changes that were not applied are staged again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Enter the secrets of %Ln of them again: they are never stored.</source>
        <comment>Enter the secret of %Ln of them again: it is never stored.</comment>
        <translation>
            <numerusform>Enter the secret of %Ln of them again: it is never stored.</numerusform>
            <numerusform>Enter the secrets of %Ln of them again: they are never stored.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln attachments are no longer listed by the registry: seen last %1, missing since %2.</source>
        <comment>%Ln attachment is no longer listed by the registry: seen last %1, missing since %2.</comment>
        <translation>
            <numerusform>%Ln attachment is no longer listed by the registry: seen last %1, missing since %2.</numerusform>
            <numerusform>%Ln attachments are no longer listed by the registry: seen last %1, missing since %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln runs of the scheduled report %1 were missed because the program was not open. Run it under Report schedules.</source>
        <comment>%Ln run of the scheduled report %1 was missed because the program was not open. Run it under Report schedules.</comment>
        <translation>
            <numerusform>%Ln run of the scheduled report %1 was missed because the program was not open. Run it under Report schedules.</numerusform>
            <numerusform>%Ln runs of the scheduled report %1 were missed because the program was not open. Run it under Report schedules.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln tags point to an older digest again. See Security, Signatures, Rollbacks.</source>
        <comment>%Ln tag points to an older digest again. See Security, Signatures, Rollbacks.</comment>
        <translation>
            <numerusform>%Ln tag points to an older digest again. See Security, Signatures, Rollbacks.</numerusform>
            <numerusform>%Ln tags point to an older digest again. See Security, Signatures, Rollbacks.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln attachments missing</source>
        <comment>%Ln attachment missing</comment>
        <translation>
            <numerusform>%Ln attachment missing</numerusform>
            <numerusform>%Ln attachments missing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln notifications received</source>
        <comment>%Ln notification received</comment>
        <translation>
            <numerusform>%Ln notification received</numerusform>
            <numerusform>%Ln notifications received</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln requests refused: not readable, or larger than 1 MiB</source>
        <comment>%Ln request refused: not readable, or larger than 1 MiB</comment>
        <translation>
            <numerusform>%Ln request refused: not readable, or larger than 1 MiB</numerusform>
            <numerusform>%Ln requests refused: not readable, or larger than 1 MiB</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln projects of %1 could not be read completely: %2.</source>
        <comment>%Ln project of %1 could not be read completely: %2.</comment>
        <translation>
            <numerusform>%Ln project of %1 could not be read completely: %2.</numerusform>
            <numerusform>%Ln projects of %1 could not be read completely: %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: reports of %Ln images are unreadable or incomplete: %2</source>
        <comment>%1: reports of %Ln image are unreadable or incomplete: %2</comment>
        <translation>
            <numerusform>%1: reports of %Ln image are unreadable or incomplete: %2</numerusform>
            <numerusform>%1: reports of %Ln images are unreadable or incomplete: %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln entries could not be read.</source>
        <comment>%Ln entry could not be read.</comment>
        <translation>
            <numerusform>%Ln entry could not be read.</numerusform>
            <numerusform>%Ln entries could not be read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln decisions of an earlier version are not in this one and are withdrawn.</source>
        <comment>%Ln decision of an earlier version is not in this one and is withdrawn.</comment>
        <translation>
            <numerusform>%Ln decision of an earlier version is not in this one and is withdrawn.</numerusform>
            <numerusform>%Ln decisions of an earlier version are not in this one and are withdrawn.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Too many requests to %1. Try again in %Ln seconds.</source>
        <comment>Too many requests to %1. Try again in %Ln second.</comment>
        <translation>
            <numerusform>Too many requests to %1. Try again in %Ln second.</numerusform>
            <numerusform>Too many requests to %1. Try again in %Ln seconds.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The audit trail starts less than %Ln days ago.</source>
        <comment>The audit trail starts less than %Ln day ago.</comment>
        <translation>
            <numerusform>The audit trail starts less than %Ln day ago.</numerusform>
            <numerusform>The audit trail starts less than %Ln days ago.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The certificate ends in %Ln days (%1); at least %2 should be left.</source>
        <comment>The certificate ends in %Ln day (%1); at least %2 should be left.</comment>
        <translation>
            <numerusform>The certificate ends in %Ln day (%1); at least %2 should be left.</numerusform>
            <numerusform>The certificate ends in %Ln days (%1); at least %2 should be left.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The certificate is trusted and ends in %Ln days.</source>
        <comment>The certificate is trusted and ends in %Ln day.</comment>
        <translation>
            <numerusform>The certificate is trusted and ends in %Ln day.</numerusform>
            <numerusform>The certificate is trusted and ends in %Ln days.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The clock of the registry differs by %Ln seconds from the clock of this computer.</source>
        <comment>The clock of the registry differs by %Ln second from the clock of this computer.</comment>
        <translation>
            <numerusform>The clock of the registry differs by %Ln second from the clock of this computer.</numerusform>
            <numerusform>The clock of the registry differs by %Ln seconds from the clock of this computer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The clock of the registry differs by %Ln seconds from the clock of this computer; less than %1 are allowed.</source>
        <comment>The clock of the registry differs by %Ln second from the clock of this computer; less than %1 are allowed.</comment>
        <translation>
            <numerusform>The clock of the registry differs by %Ln second from the clock of this computer; less than %1 are allowed.</numerusform>
            <numerusform>The clock of the registry differs by %Ln seconds from the clock of this computer; less than %1 are allowed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The last garbage collection was %Ln days ago.</source>
        <comment>The last garbage collection was %Ln day ago.</comment>
        <translation>
            <numerusform>The last garbage collection was %Ln day ago.</numerusform>
            <numerusform>The last garbage collection was %Ln days ago.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Garbage collection is scheduled, and the last run succeeded %Ln days ago.</source>
        <comment>Garbage collection is scheduled, and the last run succeeded %Ln day ago.</comment>
        <translation>
            <numerusform>Garbage collection is scheduled, and the last run succeeded %Ln day ago.</numerusform>
            <numerusform>Garbage collection is scheduled, and the last run succeeded %Ln days ago.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln open findings are past their due date.</source>
        <comment>%Ln open finding is past its due date.</comment>
        <translation>
            <numerusform>%Ln open finding is past its due date.</numerusform>
            <numerusform>%Ln open findings are past their due date.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln open findings in images in use are known exploited.</source>
        <comment>%Ln open finding in images in use is known exploited.</comment>
        <translation>
            <numerusform>%Ln open finding in images in use is known exploited.</numerusform>
            <numerusform>%Ln open findings in images in use are known exploited.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lists of allowed vulnerabilities never end, or not within %1 days.</source>
        <comment>%Ln list of allowed vulnerabilities never ends, or not within %1 days.</comment>
        <translation>
            <numerusform>%Ln list of allowed vulnerabilities never ends, or not within %1 days.</numerusform>
            <numerusform>%Ln lists of allowed vulnerabilities never end, or not within %1 days.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The audit trail is retained for %Ln hours.</source>
        <comment>The audit trail is retained for %Ln hour.</comment>
        <translation>
            <numerusform>The audit trail is retained for %Ln hour.</numerusform>
            <numerusform>The audit trail is retained for %Ln hours.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The audit trail is retained for %Ln hours; at least %1 are required.</source>
        <comment>The audit trail is retained for %Ln hour; at least %1 are required.</comment>
        <translation>
            <numerusform>The audit trail is retained for %Ln hour; at least %1 are required.</numerusform>
            <numerusform>The audit trail is retained for %Ln hours; at least %1 are required.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 deleted %Ln objects within one hour from %2; the previous maximum in one hour was %3.</source>
        <comment>%1 deleted %Ln object within one hour from %2; the previous maximum in one hour was %3.</comment>
        <translation>
            <numerusform>%1 deleted %Ln object within one hour from %2; the previous maximum in one hour was %3.</numerusform>
            <numerusform>%1 deleted %Ln objects within one hour from %2; the previous maximum in one hour was %3.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 deleted %Ln objects within one hour from %2; the audit trail has no earlier days to compare with.</source>
        <comment>%1 deleted %Ln object within one hour from %2; the audit trail has no earlier days to compare with.</comment>
        <translation>
            <numerusform>%1 deleted %Ln object within one hour from %2; the audit trail has no earlier days to compare with.</numerusform>
            <numerusform>%1 deleted %Ln objects within one hour from %2; the audit trail has no earlier days to compare with.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln operations of %1 failed within one hour from %2.</source>
        <comment>%Ln operation of %1 failed within one hour from %2.</comment>
        <translation>
            <numerusform>%Ln operation of %1 failed within one hour from %2.</numerusform>
            <numerusform>%Ln operations of %1 failed within one hour from %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 pulled %Ln times from %2, outside working hours and at an hour without earlier pulls.</source>
        <comment>%1 pulled %Ln time at %2, outside working hours and at an hour without earlier pulls.</comment>
        <translation>
            <numerusform>%1 pulled %Ln time at %2, outside working hours and at an hour without earlier pulls.</numerusform>
            <numerusform>%1 pulled %Ln times from %2, outside working hours and at an hour without earlier pulls.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Robot %1 was active for the first time on %2 (%Ln entries in the first hour).</source>
        <comment>Robot %1 was active for the first time on %2 (%Ln entry in the first hour).</comment>
        <translation>
            <numerusform>Robot %1 was active for the first time on %2 (%Ln entry in the first hour).</numerusform>
            <numerusform>Robot %1 was active for the first time on %2 (%Ln entries in the first hour).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Administrator %1 signed in %Ln times from %2, outside working hours.</source>
        <comment>Administrator %1 signed in %Ln time at %2, outside working hours.</comment>
        <translation>
            <numerusform>Administrator %1 signed in %Ln time at %2, outside working hours.</numerusform>
            <numerusform>Administrator %1 signed in %Ln times from %2, outside working hours.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln permissions</source>
        <comment>%1: %Ln permission</comment>
        <translation>
            <numerusform>%1: %Ln permission</numerusform>
            <numerusform>%1: %Ln permissions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more changes are not listed.</source>
        <comment>%Ln more change is not listed.</comment>
        <translation>
            <numerusform>%Ln more change is not listed.</numerusform>
            <numerusform>%Ln more changes are not listed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more findings are not listed here; &quot;lotse-cli findings&quot; lists all of them.</source>
        <comment>%Ln more finding is not listed here; &quot;lotse-cli findings&quot; lists it, too.</comment>
        <translation>
            <numerusform>%Ln more finding is not listed here; &quot;lotse-cli findings&quot; lists it, too.</numerusform>
            <numerusform>%Ln more findings are not listed here; &quot;lotse-cli findings&quot; lists all of them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more objects are in posture.json of the bundle.</source>
        <comment>%Ln more object is in posture.json of the bundle.</comment>
        <translation>
            <numerusform>%Ln more object is in posture.json of the bundle.</numerusform>
            <numerusform>%Ln more objects are in posture.json of the bundle.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln permissions have no decision yet.</source>
        <comment>%Ln permission has no decision yet.</comment>
        <translation>
            <numerusform>%Ln permission has no decision yet.</numerusform>
            <numerusform>%Ln permissions have no decision yet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln artifacts have no scan result, signatures, SBOMs and charts included</source>
        <comment>%Ln artifact has no scan result, signatures, SBOMs and charts included</comment>
        <translation>
            <numerusform>%Ln artifact has no scan result, signatures, SBOMs and charts included</numerusform>
            <numerusform>%Ln artifacts have no scan result, signatures, SBOMs and charts included</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lotse::ui::AuditView</name>
    <message numerus="yes">
        <source>%n images are affected; the first 200 are shown.</source>
        <translation>
            <numerusform>%Ln image is affected.</numerusform>
            <numerusform>%Ln images are affected; the first 200 are shown.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Entries of %n affected images.</source>
        <translation>
            <numerusform>Entries of %Ln affected image.</numerusform>
            <numerusform>Entries of %Ln affected images.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lotse::ui::CveView</name>
    <message numerus="yes">
        <source>%Ln images</source>
        <translation>
            <numerusform>%Ln image</numerusform>
            <numerusform>%Ln images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln repositories</source>
        <translation>
            <numerusform>%Ln repository</numerusform>
            <numerusform>%Ln repositories</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln packages</source>
        <translation>
            <numerusform>%Ln package</numerusform>
            <numerusform>%Ln packages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln findings, %1 fixable</source>
        <translation>
            <numerusform>%Ln finding, %1 fixable</numerusform>
            <numerusform>%Ln findings, %1 fixable</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Searched %Ln images of %1, %2 with a report, synced %3.</source>
        <translation>
            <numerusform>Searched %Ln image of %1, %2 with a report, synced %3.</numerusform>
            <numerusform>Searched %Ln images of %1, %2 with a report, synced %3.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n registries were not searched.</source>
        <translation>
            <numerusform>%Ln registry was not searched.</numerusform>
            <numerusform>%Ln registries were not searched.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln images, %1 with a report, %2 not scanned, %3 failed</source>
        <translation>
            <numerusform>%Ln image, %1 with a report, %2 not scanned, %3 failed</numerusform>
            <numerusform>%Ln images, %1 with a report, %2 not scanned, %3 failed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lotse::ui::FindingsPageModel</name>
    <message numerus="yes">
        <source>%n decisions withdrawn.</source>
        <translation>
            <numerusform>%Ln decision withdrawn.</numerusform>
            <numerusform>%Ln decisions withdrawn.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n decisions made: %1.</source>
        <translation>
            <numerusform>%Ln decision made: %1.</numerusform>
            <numerusform>%Ln decisions made: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>from %n registries: %1</source>
        <translation>
            <numerusform>from %Ln registry: %1</numerusform>
            <numerusform>from %Ln registries: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lotse::ui::RequestList</name>
    <message numerus="yes">
        <source>retry in %n s</source>
        <translation>
            <numerusform>retry in %Ln s</numerusform>
            <numerusform>retry in %Ln s</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lotse::ui::ReviewView</name>
    <message numerus="yes">
        <source>%Ln changes staged. Review and apply them under Changes.</source>
        <translation>
            <numerusform>%Ln change staged. Review and apply it under Changes.</numerusform>
            <numerusform>%Ln changes staged. Review and apply them under Changes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln changes staged, in a plan each for %1. Review and apply them under Changes of each registry.</source>
        <translation>
            <numerusform>%Ln change staged, in a plan each for %1. Review and apply it under Changes of each registry.</numerusform>
            <numerusform>%Ln changes staged, in a plan each for %1. Review and apply them under Changes of each registry.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lotse::ui::SignaturesView</name>
    <message numerus="yes">
        <source>%Ln results are outdated, because the trust policy changed or a certificate expired: verify again.</source>
        <translation>
            <numerusform>%Ln result is outdated, because the trust policy changed or a certificate expired: verify again.</numerusform>
            <numerusform>%Ln results are outdated, because the trust policy changed or a certificate expired: verify again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln results in the local store are damaged and are not counted: verify again.</source>
        <translation>
            <numerusform>%Ln result in the local store is damaged and is not counted: verify again.</numerusform>
            <numerusform>%Ln results in the local store are damaged and are not counted: verify again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln trusted images have a signature, certificate or attestation that ends within 30 days: see &quot;Trusted until&quot;.</source>
        <translation>
            <numerusform>%Ln trusted image has a signature, certificate or attestation that ends within 30 days: see &quot;Trusted until&quot;.</numerusform>
            <numerusform>%Ln trusted images have a signature, certificate or attestation that ends within 30 days: see &quot;Trusted until&quot;.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lotse::ui::SnapshotJobs</name>
    <message numerus="yes">
        <source>%1, %Ln parts not read</source>
        <translation>
            <numerusform>%1, %Ln part not read</numerusform>
            <numerusform>%1, %Ln parts not read</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lotse::ui::StorageRows</name>
    <message numerus="yes">
        <source>%n projects use %1</source>
        <translation>
            <numerusform>%Ln project uses %1</numerusform>
            <numerusform>%Ln projects use %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unlimited</source>
        <translation>
            <numerusform>%Ln unlimited</numerusform>
            <numerusform>%Ln unlimited</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n full</source>
        <translation>
            <numerusform>%Ln full</numerusform>
            <numerusform>%Ln full</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n above 90 %</source>
        <translation>
            <numerusform>%Ln above 90 %</numerusform>
            <numerusform>%Ln above 90 %</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lotse::ui::StoreUsage</name>
    <message numerus="yes">
        <source>%Ln reports deleted</source>
        <translation>
            <numerusform>%Ln report deleted</numerusform>
            <numerusform>%Ln reports deleted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln reports of deleted images were removed. Store size: %1.</source>
        <translation>
            <numerusform>%Ln report of a deleted image was removed. Store size: %1.</numerusform>
            <numerusform>%Ln reports of deleted images were removed. Store size: %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lotse::ui::SyncJobs</name>
    <message numerus="yes">
        <source>%Ln new images</source>
        <translation>
            <numerusform>%Ln new image</numerusform>
            <numerusform>%Ln new images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pushed again</source>
        <translation>
            <numerusform>%Ln pushed again</numerusform>
            <numerusform>%Ln pushed again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln deleted</source>
        <translation>
            <numerusform>%Ln deleted</numerusform>
            <numerusform>%Ln deleted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln reports with %1 findings</source>
        <translation>
            <numerusform>%Ln report with %1 findings</numerusform>
            <numerusform>%Ln reports with %1 findings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln audit entries</source>
        <translation>
            <numerusform>%Ln audit entry</numerusform>
            <numerusform>%Ln audit entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No changes in %Ln images</source>
        <translation>
            <numerusform>No changes in %Ln image</numerusform>
            <numerusform>No changes in %Ln images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln scans failed</source>
        <translation>
            <numerusform>%Ln scan failed</numerusform>
            <numerusform>%Ln scans failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln reports not readable, retrying</source>
        <translation>
            <numerusform>%Ln report not readable, retrying</numerusform>
            <numerusform>%Ln reports not readable, retrying</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln reports unreadable or incomplete</source>
        <translation>
            <numerusform>%Ln report unreadable or incomplete</numerusform>
            <numerusform>%Ln reports unreadable or incomplete</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln audit entries not readable</source>
        <translation>
            <numerusform>%Ln audit entry not readable</numerusform>
            <numerusform>%Ln audit entries not readable</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln projects not read completely: %1</source>
        <translation>
            <numerusform>%Ln project not read completely: %1</numerusform>
            <numerusform>%Ln projects not read completely: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lotse::ui::SystemWords</name>
    <message numerus="yes">
        <source>project allowlist, %n entries</source>
        <translation>
            <numerusform>project allowlist, %Ln entry</numerusform>
            <numerusform>project allowlist, %Ln entries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lotse::ui::TrendsView</name>
    <message numerus="yes">
        <source>History starts on %1. %n days with a sync.</source>
        <translation>
            <numerusform>History starts on %1. %Ln day with a sync.</numerusform>
            <numerusform>History starts on %1. %Ln days with a sync.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>average %1, median %2, %Ln issues</source>
        <translation>
            <numerusform>average %1, median %2, %Ln issue</numerusform>
            <numerusform>average %1, median %2, %Ln issues</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln scans failed</source>
        <translation>
            <numerusform>%Ln scan failed</numerusform>
            <numerusform>%Ln scans failed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lotse::ui::TrustJobs</name>
    <message numerus="yes">
        <source>%Ln artifacts verified</source>
        <translation>
            <numerusform>%Ln artifact verified</numerusform>
            <numerusform>%Ln artifacts verified</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the policy applied to %Ln artifacts</source>
        <translation>
            <numerusform>the policy applied to %Ln artifact</numerusform>
            <numerusform>the policy applied to %Ln artifacts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln artifacts unchanged</source>
        <translation>
            <numerusform>%Ln artifact unchanged</numerusform>
            <numerusform>%Ln artifacts unchanged</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln with an invalid signature</source>
        <translation>
            <numerusform>%Ln with an invalid signature</numerusform>
            <numerusform>%Ln with an invalid signature</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln with a missing attachment</source>
        <translation>
            <numerusform>%Ln with a missing attachment</numerusform>
            <numerusform>%Ln with a missing attachment</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln could not be read completely</source>
        <translation>
            <numerusform>%Ln could not be read completely</numerusform>
            <numerusform>%Ln could not be read completely</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lotse::ui::TrustPolicyView</name>
    <message numerus="yes">
        <source>%Ln certificates</source>
        <translation>
            <numerusform>%Ln certificate</numerusform>
            <numerusform>%Ln certificates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln artifacts would no longer be trusted.</source>
        <translation>
            <numerusform>%Ln artifact would no longer be trusted.</numerusform>
            <numerusform>%Ln artifacts would no longer be trusted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln artifacts would become trusted.</source>
        <translation>
            <numerusform>%Ln artifact would become trusted.</numerusform>
            <numerusform>%Ln artifacts would become trusted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln other artifacts would change state.</source>
        <translation>
            <numerusform>%Ln other artifact would change state.</numerusform>
            <numerusform>%Ln other artifacts would change state.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln artifacts must be verified again to determine the effect.</source>
        <translation>
            <numerusform>%Ln artifact must be verified again to determine the effect.</numerusform>
            <numerusform>%Ln artifacts must be verified again to determine the effect.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rules</source>
        <translation>
            <numerusform>%Ln rule</numerusform>
            <numerusform>%Ln rules</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln signers</source>
        <translation>
            <numerusform>%Ln signer</numerusform>
            <numerusform>%Ln signers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln certificate authorities</source>
        <translation>
            <numerusform>%Ln certificate authority</numerusform>
            <numerusform>%Ln certificate authorities</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln transparency logs</source>
        <translation>
            <numerusform>%Ln transparency log</numerusform>
            <numerusform>%Ln transparency logs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln time stamp authorities</source>
        <translation>
            <numerusform>%Ln time stamp authority</numerusform>
            <numerusform>%Ln time stamp authorities</numerusform>
        </translation>
    </message>
</context>
</TS>
