-- The open alerts of a device and of a fleet, apart from those of their history and in the order in which a call asks for them: the most severe, among equals
-- the newest. Small, since most alerts are resolved. A question must have the same conditions and, for the fleet, the same expression.

CREATE INDEX ix_alert_index_open_device ON alert_index (device_id, severity)
    WHERE status <> 'resolved' AND status <> 'suppressed';

-- An alert that names no fleet is of the default one.
CREATE INDEX ix_alert_index_open_fleet ON alert_index (coalesce(fleet_id, 'default'), severity)
    WHERE status <> 'resolved' AND status <> 'suppressed';
