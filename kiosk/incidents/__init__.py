"""「この患者さんの情報ではない」: what follows from a STOP. The link is closed, a case is opened, clocks run."""
